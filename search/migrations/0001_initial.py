import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchCursor',
            fields=[
                ('engine', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('version', models.BigIntegerField(default=0)),
                ('moved_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('shown', models.CharField(blank=True, max_length=120)),
                ('goods', models.PositiveIntegerField(default=0)),
                ('pinyin', models.CharField(blank=True, max_length=300)),
                ('initials', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Separated by commas.', max_length=300, verbose_name='words')),
                ('means', models.CharField(help_text='Separated by commas.', max_length=120, verbose_name='meaning')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
            },
        ),
        migrations.CreateModel(
            name='MissedQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, verbose_name='searched for')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('partial', models.BooleanField(default=False, verbose_name='partial matches were shown')),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last seen')),
                ('ignored_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'search without results',
                'verbose_name_plural': 'searches without results',
                'ordering': ['-count', '-last_at'],
                'indexes': [models.Index(fields=['ignored_at', '-count'], name='search_miss_ignored_86e30f_idx')],
                'constraints': [models.UniqueConstraint(fields=('text', 'language'), name='missed_once_a_language')],
            },
        ),
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engine', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('published', 'in use'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('holder', models.CharField(blank=True, max_length=120)),
                ('generation', models.CharField(blank=True, max_length=120)),
                ('total', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveIntegerField(default=0)),
                ('resumed', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(null=True)),
                ('moved_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'rebuild of a search index',
                'verbose_name_plural': 'rebuilds of search indexes',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('engine',), name='one_open_rebuild_of_an_engine')],
            },
        ),
        migrations.CreateModel(
            name='CopiedBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('last', models.BigIntegerField()),
                ('documents', models.PositiveIntegerField()),
                ('words', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rebuild', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='search.rebuild')),
            ],
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('state', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('learnt_at', models.DateTimeField(blank=True, null=True)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='KnownGood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.PositiveBigIntegerField()),
                ('shown_at', models.DateTimeField(db_index=True)),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known', to='search.savedsearch')),
            ],
        ),
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engine', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=12)),
                ('key', models.CharField(max_length=60)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(fields=['engine', 'id'], name='search_sear_engine_fdc5fd_idx')],
            },
        ),
        migrations.CreateModel(
            name='SlowQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=40, verbose_name='searched for')),
                ('engine', models.CharField(max_length=20, verbose_name='engine')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('slowest_ms', models.PositiveIntegerField(default=0, verbose_name='slowest, ms')),
                ('last_ms', models.PositiveIntegerField(default=0, verbose_name='last, ms')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last seen')),
            ],
            options={
                'verbose_name': 'slow search',
                'verbose_name_plural': 'slow searches',
                'ordering': ['-slowest_ms'],
                'constraints': [models.UniqueConstraint(fields=('text', 'engine'), name='slow_once_an_engine')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearchNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('matches', models.JSONField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'day'), name='one_mail_of_news_a_day')],
            },
        ),
        migrations.AddIndex(
            model_name='savedsearch',
            index=models.Index(fields=['paused_at', 'looked_at'], name='search_save_paused__52ea6a_idx'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('user', 'digest'), name='a_search_is_saved_once'),
        ),
        migrations.AddConstraint(
            model_name='knowngood',
            constraint=models.UniqueConstraint(fields=('search', 'product'), name='a_good_is_news_once'),
        ),
    ]

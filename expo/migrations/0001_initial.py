import django.db.models.deletion
import django.utils.timezone
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_images'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='InfoPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('version', models.CharField(blank=True, max_length=20, verbose_name='version')),
                ('effective_on', models.DateField(blank=True, help_text="Publish changed rules at least 7 "
                                                                        "days before this date.", null=True, verbose_name='in force from')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('picture', 4), ('facts', 8), ('notice', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'heading', 'max_length': 80, 'template': 'core/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'text'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 160, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {'label': 'picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'figure', 'max_length': 20}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'words', 'max_length': 80}), 7: ('wagtail.blocks.StructBlock', [[('figure', 5), ('words', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'facts', 'template': 'core/blocks/facts.html'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'title of the notice', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'text'}), 11: ('wagtail.blocks.StructBlock', [[('title', 9), ('text', 10)]], {'label': 'notice'})}, verbose_name='body')),
            ],
            options={
                'verbose_name': 'information page',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'news list',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ProgrammePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'programme page',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='EditionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('theme', models.CharField(blank=True, max_length=200, verbose_name='theme')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='opens daily')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='closes daily')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name="venue")),
                ('state', models.CharField(choices=[('planned', 'planned'), ('open', 'open for applications'), ('running', 'running'), ('closed', 'closed')], default='planned', max_length=10, verbose_name='state')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('picture', 4), ('facts', 8), ('notice', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'heading', 'max_length': 80, 'template': 'core/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'text'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 160, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {'label': 'picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'figure', 'max_length': 20}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'words', 'max_length': 80}), 7: ('wagtail.blocks.StructBlock', [[('figure', 5), ('words', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'facts', 'template': 'core/blocks/facts.html'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'title of the notice', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'text'}), 11: ('wagtail.blocks.StructBlock', [[('title', 9), ('text', 10)]], {'label': 'notice'})}, verbose_name='body')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'edition',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Hall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(max_length=40, verbose_name='address')),
                ('width', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='width in metres')),
                ('depth', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='depth in metres')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('background', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture under the plan')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='halls', to='expo.editionpage', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'hall',
                'verbose_name_plural': 'halls',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Facility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('kind', models.CharField(choices=[('entrance', 'entrance'), ('exit', 'emergency exit'), ('desk', 'help desk'), ('stage', 'stage'), ('meeting', 'meeting area'), ('customs', 'customs demonstration'), ('food', 'food and drink'), ('cloakroom', 'cloakroom'), ('nursing', 'nursing room'), ('toilet', 'toilets'), ('first_aid', 'first aid'), ('lift', 'lift')], default='entrance', max_length=20, verbose_name='kind')),
                ('x', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='metres from the west wall')),
                ('y', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='metres from the north wall')),
                ('width', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='width in metres')),
                ('depth', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='depth in metres')),
                ('hall', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facilities', to='expo.hall', verbose_name='hall')),
            ],
            options={
                'verbose_name': 'facility',
                'verbose_name_plural': 'facilities',
            },
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('headline', models.TextField(blank=True, help_text='A line break starts a new line.', max_length=80, verbose_name='headline')),
                ('lead', models.CharField(blank=True, max_length=200, verbose_name='lead')),
                ('searches', models.CharField(blank=True, help_text='Words, separated by commas.', max_length=120, verbose_name='suggested searches')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('picture', 4), ('facts', 8), ('notice', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'heading', 'max_length': 80, 'template': 'core/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'text'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 160, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {'label': 'picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'figure', 'max_length': 20}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'words', 'max_length': 80}), 7: ('wagtail.blocks.StructBlock', [[('figure', 5), ('words', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'facts', 'template': 'core/blocks/facts.html'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'title of the notice', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'text'}), 11: ('wagtail.blocks.StructBlock', [[('title', 9), ('text', 10)]], {'label': 'notice'})}, verbose_name='body')),
                ('current_edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='expo.editionpage', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('picture', 4), ('facts', 8), ('notice', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'heading', 'max_length': 80, 'template': 'core/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'text'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 160, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {'label': 'picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'figure', 'max_length': 20}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'words', 'max_length': 80}), 7: ('wagtail.blocks.StructBlock', [[('figure', 5), ('words', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'facts', 'template': 'core/blocks/facts.html'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'title of the notice', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'text'}), 11: ('wagtail.blocks.StructBlock', [[('title', 9), ('text', 10)]], {'label': 'notice'})}, verbose_name='body')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'news',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Pavilion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('letter', models.CharField(choices=[('A', 'A: jade, diagonal lines'), ('B', 'B: indigo, dots'), ('C', 'C: plum, lines'), ('D', 'D: amber, grid'), ('E', 'E: olive, waves'), ('F', 'F: grey, broken verticals')], max_length=1, verbose_name='letter')),
                ('theme_zh', models.CharField(blank=True, max_length=200, verbose_name='Chinese theme')),
                ('theme_en', models.CharField(blank=True, max_length=200, verbose_name='English theme')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pavilions', to='expo.editionpage', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'pavilion',
                'verbose_name_plural': 'pavilions',
                'ordering': ['letter'],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('post_zh', models.CharField(blank=True, max_length=200, verbose_name="position in Chinese")),
                ('post_en', models.CharField(blank=True, max_length=200, verbose_name="position in English")),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='portrait')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_zh', models.CharField(max_length=200, verbose_name='Chinese title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='English title')),
                ('summary_zh', models.TextField(blank=True, verbose_name='Chinese summary')),
                ('summary_en', models.TextField(blank=True, verbose_name='English summary')),
                ('track', models.CharField(choices=[('rules', 'Rules and customs'), ('tasting', 'Tastings and demonstrations'), ('trade', 'Trade and matchmaking'), ('live', 'Live from the warehouse')], max_length=12, verbose_name='track')),
                ('room_zh', models.CharField(max_length=80, verbose_name='Chinese room')),
                ('room_en', models.CharField(blank=True, max_length=80, verbose_name='English room')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('ends_at', models.DateTimeField(verbose_name='ends at')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
                ('live_url', models.URLField(blank=True, verbose_name='live link')),
                ('replay_url', models.URLField(blank=True, verbose_name='replay link')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='expo.editionpage', verbose_name='edition')),
                ('hall', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='expo.hall', verbose_name='hall')),
                ('speakers', models.ManyToManyField(blank=True, related_name='sessions', to='expo.speaker', verbose_name='speakers')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Stand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('shape', models.JSONField(help_text='Corners in metres, such as [[0,0],[6,0],[6,3],[0,3]].', verbose_name='shape')),
                ('state', models.CharField(choices=[('available', 'available'), ('held', 'held'), ('allotted', 'allotted'), ('blocked', 'blocked')], default='available', max_length=12, verbose_name='state')),
                ('hall', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='expo.hall', verbose_name='hall')),
                ('pavilion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands', to='expo.pavilion', verbose_name='pavilion')),
            ],
            options={
                'verbose_name': 'stand',
                'verbose_name_plural': 'stands',
                'ordering': ['code'],
            },
        ),
        migrations.AddConstraint(
            model_name='hall',
            constraint=models.UniqueConstraint(fields=('edition', 'slug'), name='hall_slug_unique'),
        ),
        migrations.AddConstraint(
            model_name='pavilion',
            constraint=models.UniqueConstraint(fields=('edition', 'letter'), name='pavilion_letter_unique'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.UniqueConstraint(fields=('hall', 'code'), name='stand_code_unique'),
        ),
    ]

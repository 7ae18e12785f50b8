import django.db.models.deletion
import django.utils.timezone
import exhibitors.models.enquiry
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoothPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='English title')),
                ('slogan_zh', models.CharField(blank=True, max_length=120, verbose_name='Chinese slogan')),
                ('slogan_en', models.CharField(blank=True, max_length=120, verbose_name='English slogan')),
                ('intro_zh', models.TextField(blank=True, verbose_name='Chinese text')),
                ('intro_en', models.TextField(blank=True, verbose_name='English text')),
                ('hours_zh', models.CharField(blank=True, max_length=120, verbose_name='Chinese hours')),
                ('hours_en', models.CharField(blank=True, max_length=120, verbose_name='English hours')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='public e-mail address')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='public telephone')),
            ],
            options={
                'verbose_name': 'booth page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=exhibitors.models.enquiry.new_token, max_length=32, unique=True)),
                ('form_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('wanted', models.CharField(max_length=80, verbose_name="wanted")),
                ('text', models.TextField(blank=True, max_length=1000, verbose_name='question')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked at')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed at')),
            ],
            options={
                'verbose_name': 'enquiry',
                'verbose_name_plural': 'enquiries',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EnquiryAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True)),
                ('text', models.TextField(max_length=2000, verbose_name='answer')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Exhibitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(help_text="Lower-case letters, digits and hyphens; "
                                                    "links point to it, so do not change it.", max_length=60, unique=True, verbose_name='address of the page')),
                ('about_zh', models.TextField(blank=True, verbose_name='Chinese introduction')),
                ('about_en', models.TextField(blank=True, verbose_name='English introduction')),
                ('country', models.CharField(max_length=2, verbose_name='country')),
                ('kinds_of_trade', models.CharField(blank=True, help_text='Separated by commas: bonded, direct, general.', max_length=200, verbose_name='kinds of trade')),
                ('customs_code', models.CharField(blank=True, max_length=18, verbose_name='customs code of the merchant')),
                ('customs_name', models.CharField(blank=True, max_length=100, verbose_name='registered name')),
                ('agent_code', models.CharField(blank=True, max_length=18, verbose_name='customs code of the domestic agent')),
                ('agent_name', models.CharField(blank=True, max_length=100, verbose_name='domestic agent')),
                ('agent_until', models.DateField(blank=True, help_text="Last day; leave empty if no end "
                                                                       "is known.", null=True, verbose_name='agent registered until')),
                ('verified_on', models.DateField(blank=True, help_text='Identity, address, contacts and permits; valid for a year.', null=True, verbose_name='documents verified on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'exhibitor',
                'verbose_name_plural': 'exhibitors',
                'ordering': ['name_zh'],
            },
        ),
        migrations.CreateModel(
            name='ExhibitorEmail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=160, unique=True)),
                ('subject', models.CharField(max_length=255)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FeaturedGood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor'), ('sales', 'sales'), ('viewer', 'viewer')], max_length=10, verbose_name='role')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor'), ('sales', 'sales'), ('viewer', 'viewer')], default='editor', max_length=10, verbose_name='role')),
            ],
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('code', models.SlugField(unique=True, verbose_name='code')),
                ('max_goods', models.PositiveIntegerField(default=200, verbose_name='goods')),
                ('max_pictures', models.PositiveIntegerField(default=500, verbose_name='pictures')),
                ('max_members', models.PositiveIntegerField(default=10, verbose_name='members')),
            ],
            options={
                'verbose_name': 'package',
                'verbose_name_plural': 'packages',
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='draft', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='reason for the last answer')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participations',
            },
        ),
        migrations.CreateModel(
            name='StandAllocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('allotted_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('country', models.CharField(max_length=2, verbose_name='country')),
                ('kinds_of_trade', models.CharField(max_length=200, verbose_name='kinds of trade')),
                ('contact_name', models.CharField(max_length=80, verbose_name='contact')),
                ('contact_email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('wish', models.TextField(blank=True, max_length=500, verbose_name="special requests")),
                ('terms_agreed_at', models.DateTimeField(verbose_name="rules agreed to at")),
                ('state', models.CharField(choices=[('submitted', 'submitted'), ('returned', 'returned'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='submitted', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='reason for the last answer')),
                ('turn', models.PositiveSmallIntegerField(default=1)),
                ('submitted_at', models.DateTimeField(verbose_name='submitted at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to=settings.AUTH_USER_MODEL, verbose_name='applicant')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'ordering': ['-submitted_at', '-pk'],
            },
        ),
    ]

import centers.models.token
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('core', '0002_images'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DisplayCenter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='address of the page')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('airport', 'airport'), ('cbd', 'CBD'), ('special_zone', 'special customs zone'), ('street', "high street")], max_length=12, verbose_name='kind')),
                ('in_special_zone', models.BooleanField(default=False, verbose_name='inside a special customs zone')),
                ('fulfilment', models.CharField(choices=[('ship', 'shipped from the bonded warehouse'), ('pick_up', 'pick-up inside the special zone after release')], default='ship', max_length=8, verbose_name='fulfilment')),
                ('approval_number', models.CharField(blank=True, max_length=60, verbose_name='customs approval')),
                ('approval_valid_to', models.DateField(blank=True, null=True, verbose_name='approval valid to')),
                ('spot_zh', models.CharField(blank=True, max_length=80, verbose_name='Chinese spot')),
                ('spot_en', models.CharField(blank=True, max_length=80, verbose_name='English spot')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('address_zh', models.CharField(max_length=200, verbose_name='Chinese address')),
                ('address_en', models.CharField(blank=True, max_length=200, verbose_name='English address')),
                ('directions_zh', models.TextField(blank=True, verbose_name='Chinese directions')),
                ('directions_en', models.TextField(blank=True, verbose_name='English directions')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='longitude')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture')),
                ('picture_wide', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='wide picture')),
                ('staff', models.ManyToManyField(blank=True, limit_choices_to={'groups__name': 'Counter staff'}, related_name='centers', to=settings.AUTH_USER_MODEL, verbose_name='staff')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.zone', verbose_name='zone')),
            ],
            options={
                'verbose_name': 'display center',
                'verbose_name_plural': 'display centers',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True, verbose_name='weekday')),
                ('on', models.DateField(blank=True, null=True, verbose_name='only on')),
                ('opens', models.TimeField(blank=True, null=True, verbose_name='opens')),
                ('closes', models.TimeField(blank=True, null=True, verbose_name='closes')),
                ('reason_zh', models.CharField(blank=True, max_length=80, verbose_name='Chinese reason')),
                ('reason_en', models.CharField(blank=True, max_length=80, verbose_name='English reason')),
                ('center', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='centers.displaycenter')),
            ],
            options={
                'verbose_name': 'opening hours',
                'ordering': ['weekday', 'on', 'opens'],
            },
        ),
        migrations.CreateModel(
            name='Shelf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shelves', to='centers.displaycenter', verbose_name='display center')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'shelf',
                'verbose_name_plural': 'shelves',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.PositiveSmallIntegerField(default=1, verbose_name='tier, from the top')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('state', models.CharField(choices=[('on_display', 'on display'), ('out_on_display', 'in transit to the display'), ('returned_to_zone', 'returned to the zone'), ('cleared_domestic', 'cleared for the domestic market'), ('lost_or_damaged', 'lost or damaged')], default='on_display', max_length=16, verbose_name='state')),
                ('customs_basis', models.CharField(blank=True, max_length=60, verbose_name='customs basis')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due back on')),
                ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='samples', to='catalog.variant', verbose_name='goods')),
                ('shelf', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='samples', to='centers.shelf', verbose_name='shelf')),
            ],
            options={
                'verbose_name': 'sample',
                'ordering': ['shelf__order', 'board', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(default=centers.models.token.new_token, max_length=24, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('sample', 'shelf item'), ('stand', 'stand'), ('session', 'session')], default='sample', max_length=8, verbose_name='kind')),
                ('target', models.CharField(blank=True, help_text='A path of this site, such as /2026/', max_length=200, verbose_name='path')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('center', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='centers.displaycenter', verbose_name='display center')),
                ('sample', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='centers.sample', verbose_name='sample')),
            ],
            options={
                'verbose_name': 'QR code',
                'verbose_name_plural': 'QR codes',
            },
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('token', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='centers.token')),
            ],
        ),
        migrations.AddConstraint(
            model_name='displaycenter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fulfilment', 'pick_up'), _negated=True), models.Q(('in_special_zone', True), ('kind', 'special_zone'), models.Q(('approval_number', ''), _negated=True)), _connector='OR'), name='pick_up_only_in_special_zone_with_approval'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('on__isnull', True), ('weekday__isnull', False)), models.Q(('on__isnull', False), ('weekday__isnull', True)), _connector='OR'), name='hours_of_a_weekday_or_a_date'),
        ),
        migrations.AddConstraint(
            model_name='shelf',
            constraint=models.UniqueConstraint(fields=('center', 'code'), name='shelf_code_unique'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.UniqueConstraint(fields=('shelf', 'variant'), name='one_sample_per_shelf'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('sample',), name='one_live_token_per_sample'),
        ),
    ]

import catalog.models.import_job
import django.core.validators
import django.db.models.deletion
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Brand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address of the page')),
                ('aliases', models.JSONField(blank=True, default=list, help_text="Other spellings that buyers type.", verbose_name='other names')),
                ('pinyin', models.CharField(blank=True, help_text='Only where the usual reading of the characters is wrong.', max_length=200, verbose_name='pinyin')),
            ],
            options={
                'verbose_name': 'brand',
                'verbose_name_plural': 'brands',
                'ordering': ['name_zh'],
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address of the page')),
            ],
            options={
                'verbose_name': 'category',
                'verbose_name_plural': 'categories',
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=40)),
                ('code', models.CharField(max_length=40)),
                ('message', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['row', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PositiveListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=10, verbose_name='version')),
                ('hs8', models.CharField(db_index=True, max_length=8, validators=[django.core.validators.RegexValidator('^\\d{8}\\Z', 'Please enter eight digits.')], verbose_name='HS code, 8 digits')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('note_kind', models.CharField(blank=True, choices=[('', 'none'), ('exclusion', 'exclusion'), ('mode', 'bonded only'), ('name', "named products only"), ('cap', 'yearly cap')], max_length=10, verbose_name='kind of note')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('cap', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name="yearly cap per person")),
                ('cap_unit', models.CharField(blank=True, choices=[('035', 'kg'), ('095', 'litres'), ('007', 'pieces')], max_length=3, verbose_name='unit of the cap')),
            ],
            options={
                'verbose_name': 'positive list line',
                'verbose_name_plural': 'positive list lines',
            },
        ),
        migrations.CreateModel(
            name='PriceChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('new', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, unique=True, verbose_name='address of the page')),
                ('origin', models.CharField(blank=True, max_length=2, verbose_name='country of origin')),
                ('highlight_zh', models.CharField(blank=True, max_length=160, verbose_name='Chinese highlight')),
                ('highlight_en', models.CharField(blank=True, max_length=160, verbose_name='English highlight')),
                ('description_zh', models.TextField(blank=True, verbose_name='Chinese description')),
                ('description_en', models.TextField(blank=True, verbose_name='English description')),
                ('return_policy', models.CharField(choices=[('seven_day', "no-reason return within seven days"), ('confirmed', "no return if the buyer agrees to "
                                                                                                                                        "this at purchase"), ('statutory', "no return, by law")], default='seven_day', max_length=10, verbose_name='return policy')),
                ('sales', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'product',
                'verbose_name_plural': 'products',
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ProductPicture',
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
            name='ProductSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('content', models.JSONField()),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='StockMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('received', 'received'), ('reserved', 'reserved'), ('freed', "reservation released"), ('shipped', 'shipped'), ('returned', 'returned'), ('adjusted', 'adjusted')], max_length=10, verbose_name='kind')),
                ('on_hand', models.IntegerField(default=0, verbose_name='change on hand')),
                ('reserved', models.IntegerField(default=0, verbose_name='change reserved')),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='StockRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_hand', models.PositiveIntegerField(default=0, verbose_name='on hand')),
                ('reserved', models.PositiveIntegerField(default=0, verbose_name='reserved')),
            ],
            options={
                'verbose_name': 'stock record',
            },
        ),
        migrations.CreateModel(
            name='StopListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(blank=True, help_text='Two letters, such as NZ; empty: from anywhere.', max_length=2, verbose_name='country of origin')),
                ('hs_prefix', models.CharField(blank=True, help_text='Two to ten digits; empty: all goods.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d{2,10}\\Z', 'Please enter two to ten digits.')], verbose_name='HS code begins with')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('reason_zh', models.CharField(help_text='Shown to visitors and buyers.', max_length=200, verbose_name='Chinese reason')),
                ('reason_en', models.CharField(blank=True, max_length=200, verbose_name='English reason')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'stop list line',
                'verbose_name_plural': 'stop list',
            },
        ),
        migrations.CreateModel(
            name='TaxRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hs_code', models.CharField(db_index=True, max_length=10, verbose_name='HS code')),
                ('name_zh', models.CharField(blank=True, max_length=200, verbose_name='Chinese name')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('vat', models.DecimalField(decimal_places=4, help_text='As a fraction: 0.13 is 13 %.', max_digits=6, verbose_name='VAT rate')),
                ('duty', models.DecimalField(decimal_places=4, default=0, max_digits=6, verbose_name='duty rate')),
                ('consumption', models.DecimalField(decimal_places=4, default=0, max_digits=6, verbose_name='consumption tax rate')),
                ('specific', models.DecimalField(decimal_places=4, default=0, max_digits=10, verbose_name='specific consumption tax')),
                ('threshold_per_g_or_ml', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='high-end from, yuan per g or ml')),
                ('threshold_per_piece', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='high-end from, yuan per piece')),
                ('unit_1', models.CharField(blank=True, max_length=3, verbose_name="first statutory unit")),
                ('unit_2', models.CharField(blank=True, max_length=3, verbose_name="second statutory unit")),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'tax rate',
                'verbose_name_plural': 'tax rates',
            },
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sku', models.CharField(max_length=30, unique=True, verbose_name='SKU')),
                ('gtin', models.CharField(blank=True, db_index=True, max_length=14, verbose_name='GTIN')),
                ('spec_zh', models.CharField(blank=True, max_length=120, verbose_name='Chinese specification')),
                ('spec_en', models.CharField(blank=True, max_length=120, verbose_name='English specification')),
                ('net_content', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name='net content in g or ml')),
                ('pieces', models.PositiveIntegerField(default=1, verbose_name="pieces per unit of sale")),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='price before tax')),
                ('currency', models.CharField(default='CNY', max_length=3, verbose_name='currency')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'variant',
                'verbose_name_plural': 'variants',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='Chinese name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('code', models.SlugField(help_text='Short name in addresses and files; never changes.', max_length=20, unique=True, verbose_name='short name')),
                ('kind', models.CharField(choices=[('bonded_center', 'bonded logistics center'), ('bonded_zone', 'comprehensive bonded zone'), ('export_zone', 'export processing zone'), ('air', 'airport'), ('rail', 'railway port'), ('mail', 'mail port')], max_length=16, verbose_name='kind')),
                ('customs_district', models.CharField(help_text="Four-digit code of the district "
                                                                "that lists are declared to: 4611, "
                                                                "4612 …", max_length=4, verbose_name='customs district')),
                ('area_code', models.CharField(blank=True, help_text="Customs code of the warehouse "
                                                                     "company in the zone; bonded trade "
                                                                     "only.", max_length=18, verbose_name='area code')),
                ('area_name', models.CharField(blank=True, help_text="Registered name of that warehouse "
                                                                     "company.", max_length=100, verbose_name='area name')),
                ('account_book', models.CharField(blank=True, help_text="The bonded ledger that parcels "
                                                                        "are written off from; bonded "
                                                                        "trade only.", max_length=30, verbose_name="bonded ledger (emsNo)")),
                ('transport_mode', models.CharField(default='W', help_text="Customs' one-character code of "
                                                                           "the transport mode: W logistics "
                                                                           "center, Y bonded port area, 5 "
                                                                           "air, 3 rail, 6 mail …", max_length=1, verbose_name='transport mode')),
                ('certificate', models.CharField(blank=True, help_text="Name, in the site's settings, of "
                                                                       "the key that signs this zone's "
                                                                       "documents. Empty: the default.", max_length=100, verbose_name='certificate')),
                ('transport', models.CharField(blank=True, help_text="Name, in the site's settings, of "
                                                                     "the channel for our own documents "
                                                                     "to customs. Empty: the default.", max_length=40, verbose_name='transport')),
            ],
            options={
                'verbose_name': 'zone',
                'verbose_name_plural': 'zones',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='ZoneMode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('1210', 'bonded'), ('1239', "bonded, outside the pilot cities"), ('9610', 'direct purchase')], max_length=4, verbose_name='mode')),
                ('direction', models.CharField(choices=[('import', 'import'), ('export', 'export')], default='import', max_length=6, verbose_name="import or export")),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('approval', models.CharField(blank=True, max_length=120, verbose_name='approval')),
            ],
        ),
        migrations.CreateModel(
            name='ExportFiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('1210', 'bonded'), ('1239', "bonded, outside the pilot cities"), ('9610', 'direct purchase')], default='1210', max_length=4, verbose_name="customs mode")),
                ('record_number', models.CharField(blank=True, max_length=30, verbose_name="line in the bonded ledger")),
                ('price', models.DecimalField(decimal_places=2, help_text="Yuan per piece, free on board, "
                                                                          "without tax.", max_digits=12, verbose_name='export price')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('approved_facts', models.JSONField(blank=True, default=dict)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'export filing',
                'verbose_name_plural': 'export filings',
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('1210', 'bonded'), ('1239', "bonded, outside the pilot cities"), ('9610', 'direct purchase')], default='1210', max_length=4, verbose_name="customs mode")),
                ('hs_code', models.CharField(blank=True, max_length=10, verbose_name='HS code')),
                ('unit', models.CharField(blank=True, max_length=3, verbose_name='unit of sale')),
                ('legal_unit_1', models.CharField(blank=True, max_length=3, verbose_name="first statutory unit")),
                ('legal_quantity_1', models.DecimalField(blank=True, decimal_places=5, max_digits=14, null=True, verbose_name="first statutory quantity")),
                ('legal_unit_2', models.CharField(blank=True, max_length=3, verbose_name="second statutory unit")),
                ('legal_quantity_2', models.DecimalField(blank=True, decimal_places=5, max_digits=14, null=True, verbose_name="second statutory quantity")),
                ('origin', models.CharField(blank=True, max_length=2, verbose_name='country of origin')),
                ('net_weight_g', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name='net weight in g')),
                ('gross_weight_g', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name='gross weight in g')),
                ('model_zh', models.CharField(blank=True, max_length=510, verbose_name='specification for customs')),
                ('record_number', models.CharField(blank=True, max_length=30, verbose_name="line in the bonded ledger")),
                ('list_version', models.CharField(default='2022', max_length=10, verbose_name='positive list version')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'filing',
                'verbose_name_plural': 'filings',
            },
        ),
        migrations.CreateModel(
            name='ImportJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('file', models.FileField(blank=True, storage=catalog.models.import_job.private_files, upload_to='imports/')),
                ('dry_run', models.BooleanField(default=False)),
                ('approve', models.BooleanField(default=False)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('key', models.CharField(editable=False, max_length=80, null=True, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', "unreadable")], default='waiting', max_length=8)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('done_rows', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('updated', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'product import',
                'verbose_name_plural': 'product imports',
                'ordering': ['-pk'],
            },
        ),
    ]

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('outcome', models.CharField(max_length=10)),
                ('detail', models.CharField(blank=True, max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=6)),
                ('cop_no', models.CharField(max_length=30)),
                ('pre_no', models.CharField(blank=True, max_length=18)),
                ('invt_no', models.CharField(blank=True, db_index=True, max_length=20)),
                ('entry_no', models.CharField(blank=True, max_length=18)),
                ('state', models.CharField(choices=[('declared', 'declared'), ('under_review', 'under review'), ('held', 'inspected or detained'), ('released', 'released'), ('rejected', 'rejected'), ('cancelled', 'cancelled')], default='declared', max_length=12)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Discrepancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('books', 'our records'), ('releases', "customs' lists and releases"), ('payments', "the payment firm's statement"), ('waybills', "the carrier's waybills"), ('taxes', "customs' tax bills")], max_length=10)),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=120)),
                ('day', models.DateField(db_index=True)),
                ('ours', models.CharField(blank=True, max_length=200)),
                ('theirs', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('open', 'open'), ('explained', 'explained'), ('resolved', 'resolved')], default='open', max_length=10)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('seen_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'discrepancy',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DiscrepancyEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('found', 'found'), ('found_again', 'found again after it was closed'), ('changed', "figures changed"), ('gone', 'no longer found: both sides agree'), ('assigned', "assigned to"), ('noted', 'note'), ('explained', 'closed as explained'), ('resolved', 'closed as resolved'), ('reopened', 'opened again')], max_length=12)),
                ('text', models.CharField(blank=True, max_length=420)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Enterprise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='10-digit customs registration, or the 18-character credit code.', max_length=18, unique=True, verbose_name='customs code')),
                ('name', models.CharField(help_text='Letter for letter as registered with customs.', max_length=100, verbose_name='registered name')),
                ('dxp_id', models.CharField(blank=True, help_text="Only for a company that transmits "
                                                                  "documents itself: DXPENT and ten "
                                                                  "digits.", max_length=30, verbose_name='exchange id (dxpId)')),
                ('roles', models.JSONField(default=list, help_text="The roles it may have for orders.", verbose_name='roles')),
                ('interface', models.CharField(blank=True, help_text="Name of the partner's interface "
                                                                     "in the site's settings. Empty: "
                                                                     "the default of its role.", max_length=40, verbose_name='interface')),
            ],
            options={
                'verbose_name': 'enterprise',
                'verbose_name_plural': 'enterprises',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('import', 'import'), ('export', 'export')], default='import', max_length=6)),
                ('kind', models.CharField(choices=[('311', 'order'), ('411', 'payment'), ('511', 'waybill'), ('513', 'waybill state'), ('621', 'declaration list'), ('623', 'cancellation'), ('625', 'return'), ('711', 'arrival list'), ('303', 'export order'), ('403', 'money received'), ('505', 'export waybill'), ('507', 'arrival at the site'), ('509', 'departure'), ('603', 'export list'), ('605', 'export cancellation'), ('607', 'master list'), ('213', 'export return'), ('215', 'tally of returns'), ('701', 'summary application')], max_length=6)),
                ('business_key', models.CharField(max_length=120)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('stuck', 'needs a clerk')], default='waiting', max_length=10)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('content', models.BinaryField(blank=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('app_time', models.CharField(blank=True, max_length=14)),
                ('receipt_key', models.CharField(blank=True, max_length=120)),
                ('answer', models.JSONField(blank=True, default=dict)),
                ('customs_number', models.CharField(blank=True, max_length=20)),
                ('status', models.CharField(blank=True, max_length=10)),
                ('status_time', models.CharField(blank=True, max_length=17)),
                ('status_info', models.CharField(blank=True, max_length=1000)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=1000)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PaymentDataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_id', models.CharField(max_length=100, unique=True)),
                ('request', models.TextField()),
                ('arrivals', models.PositiveIntegerField(default=1)),
                ('arrived_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('stuck', 'waits for a clerk')], default='waiting', max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('upload', models.TextField(blank=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('last_error', models.CharField(blank=True, max_length=1000)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('kind', models.CharField(blank=True, max_length=6)),
                ('transport', models.CharField(max_length=10)),
                ('last_error', models.CharField(blank=True, max_length=1000)),
                ('arrivals', models.PositiveIntegerField(default=1)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('arrived_at', models.DateTimeField(auto_now_add=True)),
                ('tries', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='ReceiptItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=6)),
                ('business_key', models.CharField(db_index=True, max_length=120)),
                ('status', models.CharField(max_length=10)),
                ('return_time', models.CharField(max_length=17)),
                ('info', models.CharField(blank=True, max_length=1000)),
                ('data', models.JSONField(default=dict)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['return_time', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReconciliationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('daily', models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ('source', models.CharField(choices=[('books', 'our records'), ('releases', "customs' lists and releases"), ('payments', "the payment firm's statement"), ('waybills', "the carrier's waybills"), ('taxes', "customs' tax bills")], default='books', max_length=10)),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='until')),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('file_digest', models.CharField(blank=True, max_length=64)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('counts', models.JSONField(default=dict)),
                ('errors', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SummaryResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sum_no', models.CharField(max_length=18)),
                ('decl_seq_no', models.CharField(max_length=18)),
                ('part', models.PositiveIntegerField(default=1)),
                ('result_time', models.CharField(max_length=17)),
                ('state', models.CharField(blank=True, max_length=3)),
                ('entry_no', models.CharField(blank=True, max_length=18)),
                ('pre_no', models.CharField(blank=True, max_length=18)),
                ('gross_weight', models.DecimalField(decimal_places=5, max_digits=19, null=True)),
                ('lines', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['decl_seq_no', 'part'],
            },
        ),
        migrations.CreateModel(
            name='TaxBill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tax_no', models.CharField(max_length=50, unique=True)),
                ('invt_no', models.CharField(db_index=True, max_length=20)),
                ('billed_time', models.CharField(blank=True, max_length=17)),
                ('duty', models.DecimalField(decimal_places=5, max_digits=14, null=True)),
                ('vat', models.DecimalField(decimal_places=5, max_digits=14, null=True)),
                ('consumption_tax', models.DecimalField(decimal_places=5, max_digits=14, null=True)),
                ('lines', models.JSONField(default=list)),
                ('state', models.CharField(blank=True, choices=[('1', 'made'), ('2', 'summarised'), ('3', 'void')], max_length=1)),
                ('state_time', models.CharField(blank=True, max_length=17)),
                ('duty_no', models.CharField(blank=True, max_length=50)),
                ('estimate', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('difference', models.DecimalField(decimal_places=5, max_digits=14, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ZoneParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('platform', 'platform'), ('merchant', 'merchant'), ('payment', "payment company"), ('logistics', "logistics company"), ('agent', 'customs agent'), ('warehouse', "warehouse company in the zone"), ('operator', 'operator of the supervised place'), ('guarantor', 'guarantor of the tax')], max_length=10, verbose_name='role')),
            ],
            options={
                'verbose_name': 'party of a zone',
                'verbose_name_plural': 'parties of zones',
                'ordering': ['zone', 'role'],
            },
        ),
        migrations.CreateModel(
            name='ZoneSwitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('kind', models.CharField(max_length=6)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('documents', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('split', 'Split'), ('dropped', 'Dropped')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=200)),
                ('last_error', models.CharField(blank=True, max_length=1000)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.zone')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BulkResend',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('filters', models.JSONField()),
                ('count', models.PositiveIntegerField()),
                ('upto', models.PositiveBigIntegerField()),
                ('reached', models.PositiveBigIntegerField(default=0)),
                ('sent', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('reason', models.CharField(max_length=200)),
                ('changes', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]

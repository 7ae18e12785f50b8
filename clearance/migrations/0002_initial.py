import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('clearance', '0001_initial'),
        ('orders', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='orders.order'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='orders.order'),
        ),
        migrations.AddField(
            model_name='discrepancy',
            name='order',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.order'),
        ),
        migrations.AddField(
            model_name='discrepancy',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='discrepancyevent',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='discrepancyevent',
            name='discrepancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='clearance.discrepancy'),
        ),
        migrations.AddField(
            model_name='message',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='clearance.batch'),
        ),
        migrations.AddField(
            model_name='message',
            name='order',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='orders.order'),
        ),
        migrations.AddField(
            model_name='message',
            name='orders',
            field=models.ManyToManyField(blank=True, related_name='shared_messages', to='orders.order'),
        ),
        migrations.AddField(
            model_name='message',
            name='zone',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.zone'),
        ),
        migrations.AddField(
            model_name='discrepancy',
            name='message',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clearance.message'),
        ),
        migrations.AddField(
            model_name='attempt',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='clearance.message'),
        ),
        migrations.AddField(
            model_name='paymentdatarequest',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_data_requests', to='orders.order'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['due_at', 'id'], name='receipt_due'),
        ),
        migrations.AddField(
            model_name='receiptitem',
            name='message',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='receipt_items', to='clearance.message'),
        ),
        migrations.AddField(
            model_name='receiptitem',
            name='receipt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='clearance.receipt'),
        ),
        migrations.AddField(
            model_name='reconciliationrun',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='discrepancy',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='discrepancies', to='clearance.reconciliationrun'),
        ),
        migrations.AddField(
            model_name='summaryresult',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='clearance.message'),
        ),
        migrations.AddField(
            model_name='summaryresult',
            name='receipt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='clearance.receipt'),
        ),
        migrations.AddField(
            model_name='taxbill',
            name='declaration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tax_bills', to='clearance.declaration'),
        ),
        migrations.AddField(
            model_name='taxbill',
            name='receipt',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tax_bills', to='clearance.receipt'),
        ),
        migrations.AddField(
            model_name='zoneparty',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='clearance.enterprise', verbose_name='enterprise'),
        ),
        migrations.AddField(
            model_name='zoneparty',
            name='zone',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='catalog.zone'),
        ),
        migrations.AddField(
            model_name='zoneswitch',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='zoneswitch',
            name='zone',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='switch', to='catalog.zone'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='batch_due'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['leased_until'], name='batch_leased'),
        ),
        migrations.AddIndex(
            model_name='bulkresend',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['id'], name='resend_open'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['order'], name='correction_open'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(fields=('kind', 'cop_no'), name='one_declaration_per_number'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='message_due'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['kind', 'receipt_key'], name='message_by_receipt_key'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['leased_until'], name='message_leased'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('superseded_at', None)), fields=['state', 'id'], name='message_queue'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['receipt_key'], name='message_key_begins', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('customs_number', ''), _negated=True), fields=['customs_number'], name='message_number_begins', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('kind', 'business_key', 'version'), name='one_message_per_key_and_version'),
        ),
        migrations.AddIndex(
            model_name='paymentdatarequest',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at'], name='payment_data_due'),
        ),
        migrations.AddIndex(
            model_name='receiptitem',
            index=models.Index(condition=models.Q(('message__isnull', True)), fields=['kind', 'business_key'], name='receipt_waits_for_document'),
        ),
        migrations.AddIndex(
            model_name='reconciliationrun',
            index=models.Index(fields=['source', 'first'], name='run_of_a_day'),
        ),
        migrations.AddIndex(
            model_name='discrepancy',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['day', 'kind'], name='discrepancy_open'),
        ),
        migrations.AddConstraint(
            model_name='discrepancy',
            constraint=models.UniqueConstraint(fields=('source', 'kind', 'subject'), name='one_discrepancy_per_subject'),
        ),
        migrations.AddConstraint(
            model_name='summaryresult',
            constraint=models.UniqueConstraint(fields=('sum_no', 'decl_seq_no', 'part'), name='one_result_per_declaration_part'),
        ),
        migrations.AddIndex(
            model_name='taxbill',
            index=models.Index(fields=['state', 'difference'], name='tax_bill_differences'),
        ),
        migrations.AddConstraint(
            model_name='zoneparty',
            constraint=models.UniqueConstraint(fields=('zone', 'role'), name='one_party_per_zone_and_role'),
        ),
    ]

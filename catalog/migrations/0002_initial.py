import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('core', '0002_images'),
        ('exhibitors', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='importjob',
            name='exhibitor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='exhibitors.exhibitor'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errors', to='catalog.importjob'),
        ),
        migrations.AddConstraint(
            model_name='positivelistentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('note_kind', 'cap'), _negated=True), models.Q(('cap__gt', 0), models.Q(('cap_unit', ''), _negated=True)), _connector='OR'), name='capped_line_has_its_cap'),
        ),
        migrations.AddField(
            model_name='pricechange',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='product',
            name='brand',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='products', to='catalog.brand', verbose_name='brand'),
        ),
        migrations.AddField(
            model_name='product',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='catalog.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='product',
            name='exhibitor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='exhibitors.exhibitor', verbose_name='exhibitor'),
        ),
        migrations.AddField(
            model_name='product',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='product',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='product',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='product',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.expoimage', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='productpicture',
            name='image',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='core.expoimage', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='productpicture',
            name='product',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='catalog.product'),
        ),
        migrations.AddField(
            model_name='productsnapshot',
            name='product',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='snapshots', to='catalog.product'),
        ),
        migrations.AddField(
            model_name='stockmovement',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stockmovement',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='catalog.stockrecord'),
        ),
        migrations.AddConstraint(
            model_name='stoplistentry',
            constraint=models.CheckConstraint(condition=models.Q(('hs_prefix', ''), ('origin', ''), _negated=True), name='stop_names_origin_or_goods'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=models.UniqueConstraint(fields=('hs_code', 'valid_from'), name='one_rate_per_start'),
        ),
        migrations.AddField(
            model_name='variant',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='variants', to='catalog.product'),
        ),
        migrations.AddField(
            model_name='stockrecord',
            name='variant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stock', to='catalog.variant'),
        ),
        migrations.AddField(
            model_name='pricechange',
            name='variant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='price_changes', to='catalog.variant'),
        ),
        migrations.AddField(
            model_name='filing',
            name='variant',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='filing', to='catalog.variant'),
        ),
        migrations.AddField(
            model_name='exportfiling',
            name='variant',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='export_filing', to='catalog.variant'),
        ),
        migrations.AddField(
            model_name='stockrecord',
            name='zone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stock', to='catalog.zone'),
        ),
        migrations.AddField(
            model_name='filing',
            name='zone',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='catalog.zone', verbose_name='zone'),
        ),
        migrations.AddField(
            model_name='exportfiling',
            name='zone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='export_filings', to='catalog.zone', verbose_name='zone'),
        ),
        migrations.AddField(
            model_name='zonemode',
            name='zone',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='modes', to='catalog.zone'),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(fields=['live', 'exhibitor'], name='catalog_pro_live_83a4bf_idx'),
        ),
        migrations.AddConstraint(
            model_name='variant',
            constraint=models.CheckConstraint(condition=models.Q(('price__isnull', True), ('price__gte', 0), _connector='OR'), name='variant_price_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='stockrecord',
            constraint=models.UniqueConstraint(fields=('variant', 'zone'), name='one_stock_record_each'),
        ),
        migrations.AddConstraint(
            model_name='stockrecord',
            constraint=models.CheckConstraint(condition=models.Q(('reserved__lte', models.F('on_hand'))), name='never_oversold'),
        ),
        migrations.AddConstraint(
            model_name='exportfiling',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='export_price_positive'),
        ),
    ]

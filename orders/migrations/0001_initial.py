import django.db.models.deletion
import django.utils.timezone
import orders.models.order
import orders.models.payment
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('centers', '0001_initial'),
        ('exhibitors', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OrderEmail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('language', models.CharField(max_length=10)),
                ('template', models.CharField(max_length=60)),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('provider', models.CharField(max_length=20)),
                ('reference', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('shares', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('started', 'started'), ('open', 'open'), ('succeeded', 'succeeded'), ('failed', 'failed'), ('closed', 'closed')], default='started', max_length=10)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('polled_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consignee', models.CharField(max_length=60, verbose_name='consignee')),
                ('mobile', models.CharField(max_length=30, verbose_name='mobile number')),
                ('district_code', models.CharField(max_length=6, verbose_name='district')),
                ('region', models.CharField(max_length=100)),
                ('detail', models.CharField(max_length=120, verbose_name='street and number')),
                ('is_default', models.BooleanField(default=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Buyer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='real name')),
                ('id_number', models.TextField()),
                ('id_hash', models.CharField(db_index=True, max_length=64)),
                ('id_masked', models.CharField(max_length=20)),
                ('mobile', models.CharField(max_length=30, verbose_name='mobile number')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='buyers', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Cart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cart', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CartLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('cart', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.cart')),
                ('center', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='centers.displaycenter')),
                ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.variant')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GatewayEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=20)),
                ('event_id', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=80)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('refund_number', models.CharField(blank=True, max_length=60)),
                ('payload', models.JSONField()),
                ('outcome', models.CharField(blank=True, max_length=200)),
                ('needs_person', models.BooleanField(default=False)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=orders.models.order.new_order_number, max_length=60, unique=True)),
                ('direction', models.CharField(choices=[('import', 'import'), ('export', 'export')], default='import', editable=False, max_length=6)),
                ('mode', models.CharField(choices=[('1210', 'bonded'), ('1239', "bonded, outside the pilot cities"), ('9610', 'direct purchase')], max_length=4)),
                ('payment_state', models.CharField(choices=[('awaiting', 'awaiting payment'), ('paid', 'paid'), ('partly_refunded', 'partly refunded'), ('refunded', 'refunded'), ('failed', 'not paid')], default='awaiting', max_length=16)),
                ('clearance_state', models.CharField(choices=[('waiting', 'waiting'), ('prepared', 'prepared'), ('sent', 'sent'), ('received', 'received by customs'), ('under_review', 'under review'), ('held', 'inspected or detained by customs'), ('released', 'released'), ('rejected', 'rejected'), ('cancelled', 'cancelled')], default='waiting', max_length=14)),
                ('fulfilment_state', models.CharField(choices=[('waiting', 'waiting'), ('packed', 'packed'), ('shipped', 'shipped'), ('ready', 'ready for pick-up'), ('delivered', 'delivered'), ('returned', 'returned')], default='waiting', max_length=10)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancel_reason', models.CharField(blank=True, max_length=200)),
                ('cancel_requested_at', models.DateTimeField(blank=True, null=True)),
                ('consignee', models.CharField(max_length=60)),
                ('consignee_mobile', models.CharField(max_length=30)),
                ('district_code', models.CharField(blank=True, max_length=6)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('address', models.CharField(max_length=200)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('goods_value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('freight', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('insurance', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('discount', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('duty', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('consumption_tax', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('vat', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('tax_total', models.DecimalField(decimal_places=2, max_digits=14)),
                ('dutiable_value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('actual_paid', models.DecimalField(decimal_places=2, max_digits=14)),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paid_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('buyer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='orders.buyer')),
                ('center', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='orders', to='centers.displaycenter')),
                ('exhibitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='exhibitors.exhibitor')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='catalog.zone')),
            ],
            options={
                'ordering': ['-placed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OrderEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='orders.order')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrderGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_token', models.CharField(max_length=64, unique=True)),
                ('access_key', models.CharField(default=orders.models.order.new_access_key, max_length=32)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('total', models.DecimalField(decimal_places=2, max_digits=14)),
                ('pay_by', models.DateTimeField(verbose_name='to be paid by')),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='order_groups', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='order',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='orders.ordergroup'),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('risk_notice', 'risk notice'), ('identity', 'use of the identity number'), ('sharing', "sharing data with partners"), ('no_return', "no no-reason return for the named "
                                                                                                                                                                                      "goods")], max_length=12)),
                ('version', models.CharField(max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('text_digest', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='orders.ordergroup')),
            ],
        ),
        migrations.CreateModel(
            name='OrderLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField()),
                ('sku', models.CharField(max_length=30)),
                ('gtin', models.CharField(blank=True, max_length=14)),
                ('title_zh', models.CharField(max_length=250)),
                ('title_en', models.CharField(blank=True, max_length=250)),
                ('quantity', models.PositiveIntegerField()),
                ('unit_price', models.DecimalField(decimal_places=2, max_digits=12)),
                ('goods_value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('freight', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('insurance', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('dutiable_value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('duty', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('consumption_tax', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('vat', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('tax_total', models.DecimalField(decimal_places=2, max_digits=14)),
                ('filing', models.JSONField()),
                ('return_policy', models.CharField(choices=[('seven_day', "no-reason return within seven days"), ('confirmed', "no return if the buyer agrees to "
                                                                                                                                        "this at purchase"), ('statutory', "no return, by law")], default='seven_day', max_length=10)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.order')),
                ('snapshot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.productsnapshot')),
                ('variant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.variant')),
            ],
            options={
                'ordering': ['line'],
            },
        ),
        migrations.CreateModel(
            name='CapUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hs8', models.CharField(db_index=True, max_length=8)),
                ('unit', models.CharField(max_length=3)),
                ('amount', models.DecimalField(decimal_places=5, max_digits=14)),
                ('given_back', models.DecimalField(decimal_places=5, default=0, max_digits=14)),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cap_use', to='orders.orderline')),
            ],
        ),
        migrations.CreateModel(
            name='PaymentRecord',
            fields=[
                ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='record', serialize=False, to='orders.paymentattempt')),
                ('request', models.TextField(blank=True)),
                ('response', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AddField(
            model_name='paymentattempt',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='orders.ordergroup'),
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('transaction', models.CharField(max_length=60)),
                ('payer_name', models.CharField(max_length=60)),
                ('paid_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='orders.order')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='orders.paymentattempt')),
            ],
        ),
        migrations.CreateModel(
            name='Pickup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveSmallIntegerField(default=0)),
                ('code_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('id_shown', models.BooleanField(default=False)),
                ('chosen_at', models.DateTimeField(auto_now_add=True)),
                ('center', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pickups', to='centers.displaycenter', verbose_name='center')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pickup', to='orders.order')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pick-up',
            },
        ),
        migrations.CreateModel(
            name='QuotaEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=64)),
                ('year', models.PositiveSmallIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('given_back', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('state', models.CharField(choices=[('reserved', 'reserved'), ('committed', 'used'), ('released', 'given back')], default='reserved', max_length=10)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quota', to='orders.order')),
            ],
        ),
        migrations.CreateModel(
            name='QuotaYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=64)),
                ('year', models.PositiveSmallIntegerField()),
                ('used', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'year'), name='one_quota_per_person_and_year')],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=orders.models.payment.new_refund_number, max_length=60, unique=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('reason', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', "sent to the payment company"), ('done', 'refunded'), ('failed', 'needs a clerk')], default='waiting', max_length=8)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(blank=True, null=True)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='orders.paymentattempt')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='orders.order')),
            ],
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('client_token', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('state', models.CharField(choices=[('requested', 'requested'), ('received', 'goods are back'), ('applying', 'applied for with customs'), ('accepted', 'accepted by customs'), ('rejected', 'rejected by customs'), ('declined', 'declined'), ('closed', "closed, parcel not received")], default='requested', max_length=10)),
                ('reason', models.CharField(choices=[('changed_mind', 'I have changed my mind (within seven days of receipt)'), ('faulty', 'The goods are faulty'), ('damaged', 'The parcel arrived damaged'), ('wrong', "Wrong item received"), ('not_taken', "The parcel was refused")], max_length=14, verbose_name='reason')),
                ('comment', models.CharField(blank=True, max_length=200, verbose_name='your comment')),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('arrived_on', models.DateField(blank=True, null=True)),
                ('applied_on', models.DateField(blank=True, null=True)),
                ('late', models.CharField(blank=True, max_length=14)),
                ('send_to', models.CharField(blank=True, max_length=200)),
                ('answer', models.CharField(blank=True, max_length=200)),
                ('price_booked_at', models.DateTimeField(blank=True, null=True)),
                ('tax_booked_at', models.DateTimeField(blank=True, null=True)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='orders.order')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReturnLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField()),
                ('price_back', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('tax_back', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('quota_back', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('goods_return', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.return')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='orders.orderline')),
            ],
            options={
                'ordering': ['line__line'],
            },
        ),
        migrations.CreateModel(
            name='Shipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('carrier_code', models.CharField(blank=True, max_length=18)),
                ('carrier_name', models.CharField(blank=True, max_length=100)),
                ('waybill_number', models.CharField(blank=True, db_index=True, max_length=60)),
                ('shipped_at', models.DateTimeField(blank=True, null=True)),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shipment', to='orders.order')),
            ],
        ),
        migrations.CreateModel(
            name='StockReservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('reserved', 'reserved'), ('committed', 'left the warehouse'), ('released', 'given back')], default='reserved', max_length=10)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reservations', to='orders.orderline')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='catalog.stockrecord')),
            ],
        ),
        migrations.AddConstraint(
            model_name='cart',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), ('session_key__isnull', False), _connector='OR'), name='cart_belongs_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name='cartline',
            constraint=models.UniqueConstraint(fields=('cart', 'variant'), name='one_cart_line_per_variant'),
        ),
        migrations.AddConstraint(
            model_name='cartline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='cart_quantity_positive'),
        ),
        migrations.AddIndex(
            model_name='gatewayevent',
            index=models.Index(condition=models.Q(('outcome', '')), fields=['received_at'], name='notice_unread'),
        ),
        migrations.AddIndex(
            model_name='gatewayevent',
            index=models.Index(condition=models.Q(('handled_at', None), ('needs_person', True)), fields=['received_at'], name='notice_for_a_person'),
        ),
        migrations.AddConstraint(
            model_name='gatewayevent',
            constraint=models.UniqueConstraint(fields=('provider', 'event_id'), name='one_event_per_id'),
        ),
        migrations.AddIndex(
            model_name='orderevent',
            index=models.Index(fields=['order', 'at'], name='orders_orde_order_i_4449c6_idx'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('clearance_state', 'waiting'), ('payment_state__in', ['paid', 'partly_refunded'])), fields=['paid_at'], name='order_waiting_for_customs'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('payment_state', 'awaiting')), fields=['group'], name='order_awaiting_payment'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('cancel_requested_at__isnull', False), ('cancelled_at__isnull', True)), fields=['cancel_requested_at'], name='order_to_be_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['placed_at', 'mode', 'zone'], name='orders_orde_placed__b2f6a8_idx'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('buyer__isnull', False), ('direction', 'import')), models.Q(('buyer__isnull', True), ('direction', 'export'), ('tax_total', 0), models.Q(('country', ''), _negated=True), models.Q(('consignee', ''), _negated=True)), _connector='OR'), name='order_names_its_person'),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.UniqueConstraint(fields=('order', 'line'), name='one_order_line_per_number'),
        ),
        migrations.AddIndex(
            model_name='paymentattempt',
            index=models.Index(condition=models.Q(('state__in', ['started', 'open'])), fields=['created_at'], name='attempt_still_open'),
        ),
        migrations.AddConstraint(
            model_name='paymentattempt',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='one_attempt_per_number'),
        ),
        migrations.AddConstraint(
            model_name='paymentattempt',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='attempt_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(fields=('order', 'attempt'), name='one_payment_per_attempt'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='pickup',
            constraint=models.CheckConstraint(condition=models.Q(('used_at', None), models.Q(('id_shown', True), ('issued_at__isnull', False)), _connector='OR'), name='handed_over_against_code_and_identity'),
        ),
        migrations.AddConstraint(
            model_name='pickup',
            constraint=models.CheckConstraint(condition=models.Q(('issued_at', None), ('expires_at__gt', models.F('issued_at')), _connector='OR'), name='pickup_code_ends'),
        ),
        migrations.AddIndex(
            model_name='quotaentry',
            index=models.Index(fields=['person', 'year'], name='orders_quot_person_1fc392_idx'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'sent'])), fields=['next_try_at'], name='open_refunds'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='refund_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.UniqueConstraint(condition=models.Q(('order__isnull', True)), fields=('attempt',), name='one_return_of_surplus_per_attempt'),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(condition=models.Q(('state__in', ['requested', 'received', 'applying', 'rejected'])), fields=['requested_at'], name='open_returns'),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(condition=models.Q(('arrived_on', None), ('state', 'accepted')), fields=['requested_at'], name='returns_to_come'),
        ),
        migrations.AddConstraint(
            model_name='returnline',
            constraint=models.UniqueConstraint(fields=('goods_return', 'line'), name='one_line_once_in_a_return'),
        ),
        migrations.AddConstraint(
            model_name='returnline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='returned_pieces_positive'),
        ),
    ]

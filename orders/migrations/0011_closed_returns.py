from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0010_cap_given_back'),
    ]

    operations = [
        migrations.AlterField(
            model_name='return',
            name='state',
            field=models.CharField(choices=[('asked', 'asked for'), ('received', 'goods are back'), ('applying', 'applied for with customs'), ('accepted', 'accepted by customs'), ('refused', 'refused by customs'), ('declined', 'declined'), ('closed', 'closed, the parcel never came')], default='asked', max_length=10),
        ),
        migrations.AddIndex(
            model_name='return',
            index=models.Index(condition=models.Q(('arrived_on', None), ('state', 'accepted')), fields=['asked_at'], name='return_parcel_on_its_way'),
        ),
    ]

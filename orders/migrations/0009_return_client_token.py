from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0008_payment_record'),
    ]

    operations = [
        migrations.AddField(
            model_name='return',
            name='client_token',
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
    ]

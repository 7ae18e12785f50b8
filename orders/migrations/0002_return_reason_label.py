from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="return",
            name="reason",
            field=models.CharField(
                choices=[
                    ("changed_mind", "I have changed my mind (within seven days of receipt)"),
                    ("faulty", "The goods are faulty"),
                    ("damaged", "The goods were damaged on arrival"),
                    ("wrong", "Wrong item received"),
                    ("not_taken", "The parcel was refused"),
                ],
                max_length=14,
                verbose_name="reason",
            ),
        ),
    ]

import clearance.models.encrypted
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("clearance", "0003_encrypt_documents")]

    operations = [
        migrations.AlterField(
            model_name="batch",
            name="content",
            field=clearance.models.encrypted.EncryptedBinaryField(),
        ),
        migrations.AlterField(
            model_name="message",
            name="content",
            field=clearance.models.encrypted.EncryptedBinaryField(blank=True),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="content",
            field=clearance.models.encrypted.EncryptedBinaryField(),
        ),
    ]

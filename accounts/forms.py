from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.hashers import check_password
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import devices
from core.logins import email_address, mobile_number
from core.models import User

# each language in its own name
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
ASK_TO_FILL_IN = _("Please fill this in.")
IF_NEEDED = _("if needed")
ASK_TO_TICK = _("Please tick this to go on.")
TOO_LONG = _("At most %(limit_value)d characters, please.")
LONGEST_PASSWORD = 128  # OWASP ASVS 2.1.2; the check alone takes some longer ones, from before
password_help = lazy(
    lambda: " ".join(map(str, password_validation.password_validators_help_texts())), str
)


class PlainMessages:
    """A form's errors in words of our own, in the page's language; Django's Chinese is stiff, and
    a browser's own would be in the browser's language (so templates say `novalidate`)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            ask = ASK_TO_TICK if isinstance(field, forms.BooleanField) else ASK_TO_FILL_IN
            field.error_messages["required"] = ask
            for validator in field.validators:
                if isinstance(validator, MaxLengthValidator):
                    validator.message = TOO_LONG


class LoginField(forms.CharField):
    """An e-mail address or a mainland mobile number; cleans to ("email" | "mobile", value)."""

    def __init__(self, **kwargs):
        super().__init__(label=_("E-mail address or mobile number"), max_length=254, **kwargs)
        self.widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def clean(self, value):
        text = super().clean(value)
        if mobile := mobile_number(text):
            return "mobile", mobile
        try:
            return "email", email_address(forms.EmailField().clean(email_address(text)))
        except forms.ValidationError:
            raise forms.ValidationError(
                _("Enter an e-mail address or a mainland mobile number of 11 digits.")
            ) from None


def password_field(label, autocomplete="current-password", max_length=200, **options):
    return forms.CharField(
        label=label,
        strip=False,
        max_length=max_length,
        widget=forms.PasswordInput(
            attrs={"autocomplete": autocomplete, "data-show": _("Show"), "data-hide": _("Hide")}
        ),
        **options,
    )


class SignUpForm(PlainMessages, forms.Form):
    login = LoginField()
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = password_field(
        _("Password"),
        "new-password",
        max_length=LONGEST_PASSWORD,
        help_text=_("At least 12 characters, not all digits, and not a common password."),
    )
    language = forms.ChoiceField(
        label=_("Language of e-mails"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    accept = forms.BooleanField(label=_("I have read the trading rules and the privacy notice."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def clean_login(self):
        """Of an address nothing is said: its owner gets an e-mail. Of a number it can't be
        helped, for there is no short message by which it could be proved."""
        kind, value = self.cleaned_data["login"]
        if kind == "mobile" and User.objects.filter(mobile=value).exists():
            raise forms.ValidationError(
                _("There is already an account with this number: sign in, or reset the password.")
            )
        return kind, value

    def clean(self):
        data = super().clean()
        if "login" in data and data.get("password"):
            # validators compare with these fields: a password must not resemble the login
            kind, value = data["login"]
            try:
                password_validation.validate_password(
                    data["password"], User(**{kind: value}, name=data.get("name", ""))
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class SamePasswordForm(PlainMessages, forms.Form):
    """The password chosen at sign-up once more, in a browser that did not ask for the account."""

    password = password_field(_("The password you chose"))


class SignInForm(PlainMessages, forms.Form):
    login = forms.CharField(
        label=_("E-mail address or mobile number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field(_("Password"))

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None

    def clean(self):
        data = super().clean()
        if data.get("login") and data.get("password"):
            self.user = authenticate(
                self.request, username=data["login"], password=data["password"]
            )
            if self.user is None:
                raise forms.ValidationError(
                    _("Wrong account or password. Passwords are case-sensitive.")
                )
        return data


class CodeForm(PlainMessages, forms.Form):
    code = forms.CharField(
        label=_("6-digit code of your authenticator"),
        max_length=20,
        help_text=_("A new one every 30 seconds. It is refused if the phone's clock is wrong."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code6"}
        ),
    )

    def clean_code(self):
        return devices.typed_code(self.cleaned_data["code"])


class BackupCodeForm(CodeForm):
    code = forms.CharField(
        label=_("Backup code"),
        max_length=20,
        help_text=_("Each can be used once."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class ConfirmForm(PlainMessages, forms.Form):
    """The password, or a code where there is an authenticator."""

    password = password_field(_("Password"), required=False)
    code = forms.CharField(
        label=_("Or the code of your authenticator"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.authenticator = user, devices.authenticator_of(user)
        if self.authenticator is None:
            del self.fields["code"]
            self.fields["password"].required = True
        else:
            self.fields["password"].mark = self.fields["code"].mark = IF_NEEDED

    def clean(self):
        data = super().clean()
        if password := data.get("password"):
            if not self.user.check_password(password):
                self.add_error("password", _("The password is incorrect."))
        elif code := devices.typed_code(data.get("code", "")):
            if not devices.verify(self.user, self.authenticator, code):
                self.add_error("code", devices.rejection(self.authenticator))
        elif not self.errors:
            self.add_error("password", ASK_TO_FILL_IN)
        return data


class ContactMixin:
    """E-mail address and mobile number of an account, by one of which its person signs in."""

    def clean_mobile(self):
        text = self.cleaned_data["mobile"]
        if text and not mobile_number(text):
            raise forms.ValidationError(_("Enter a mainland mobile number of 11 digits."))
        return mobile_number(text)

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("email") or data.get("mobile")):
            raise forms.ValidationError(
                _("Please keep at least an e-mail address or a mobile number.")
            )
        return data


class ProfileForm(PlainMessages, ContactMixin, forms.ModelForm):
    """Name and language freely; what one signs in by only with the password. Saved by
    `accounts.actions.addresses.change_profile`: a new address has to be proved first."""

    mobile = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language of e-mails"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    password = password_field(
        _("Current password"),
        required=False,
        help_text=_("Needed only to change the e-mail address or mobile number."),
    )

    class Meta:
        model = User
        fields = ["name", "email", "mobile", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # neither optional nor always required: its help says when
        self.fields["password"].mark = IF_NEEDED
        # ModelForm writes typed values into the instance before clean: keep what is stored
        self.before = (self.instance.email, self.instance.mobile, self.instance.password)

    def clean_email(self):
        return email_address(self.cleaned_data["email"]) or None

    def wants_new_address(self):
        wanted = self.cleaned_data["email"]
        return bool(wanted) and wanted != self.before[0]

    def _get_validation_exclusions(self):
        # "already taken" would tell who has an account; a proof of the address decides
        return {*super()._get_validation_exclusions(), "email"}

    def clean(self):
        data = super().clean()
        changes_login = (data.get("email"), data.get("mobile")) != self.before[:2]
        typed, stored = data.get("password") or "", self.before[2]
        if not self.errors and changes_login and not check_password(typed, stored):
            self.add_error(
                "password",
                _(
                    "Enter your current password to change the e-mail address or number you "
                    "sign in with."
                ),
            )
        return data


class CloseAccountForm(PlainMessages, forms.Form):
    password = password_field(_("Password"))
    sure = forms.BooleanField(label=_("I want to close this account permanently."))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("The password is incorrect."))
        return self.cleaned_data["password"]


class PasswordResetForm(PlainMessages, forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PlainHelp(PlainMessages):
    """Django's forms with our messages, and our plain help instead of a list in HTML."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = password_help()
        for name in ("new_password1", "new_password2"):
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_PASSWORD, TOO_LONG))


class PasswordChangeForm(PlainHelp, auth_forms.PasswordChangeForm):
    pass


class SetPasswordForm(PlainHelp, auth_forms.SetPasswordForm):
    pass

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something can't be: a code for programs, a sentence for people. `public`: the sentence
    is for visitors and buyers too, not only for exhibitor and staff."""

    code: str
    message: str | Promise
    public: bool = False

"""The style guide: every shared component in every state, with sample values.

A new component is shown here first."""

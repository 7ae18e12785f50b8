"""Customs asks for the original data of an order's payment (announcements 2018-165 and 179):
answered at once, sent afterwards. See docs/integrations/payment-data.md."""

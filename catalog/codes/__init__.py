"""Code tables of customs and of ISO that the catalogue speaks: countries, units of measure."""

"""Cards and charts for the site: they draw what `gov.metrics` counts."""

"""The handbook as pages: addresses, views, templates, languages, assets."""

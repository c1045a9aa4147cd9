"""Agencies other than Crossref that register DOIs, and doi.org, which knows who registered one."""

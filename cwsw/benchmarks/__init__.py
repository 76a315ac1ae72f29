"""National figures and the advice page's statistics, as data with cohort, year, kind and source."""

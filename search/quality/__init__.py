"""How well the search finds: judged queries, their figures, and catalogues to try them on."""

"""The translation team's workbench: what is to be translated, and everything that helps with it.

::

    units/           what a release of ESCO has to be translated, and how useful each concept is
    target.py        into which language
    queue/           the concepts that pass the filters, the most useful first
    standing.py      what has become stale
    context/         what surrounds a concept, and what is the same elsewhere:
                     mappings.py, titles.py; repeats.py: the same English text
    memory/          what was translated before, by likeness; reference_files.py adds files
    glossary/        terms to use and not to use, in any inflected form
    checks/          one field of one concept → what is wrong with it
    checking/        the checks over a language; repairs.py: what is sure to be right instead
    workbench.py     the door through which all is changed; barrier.py: what checks hold back
    assigning.py     who is given which concepts
    record.py        a translation as it travels: formats/ one module a format, exchange/ the plan
    reasons.py       what is said of the rows of files, in three languages
    worklist/        what a new release asks for
    progress/        how far it has come
    differences.py, latin.py   texts as people are shown them

What people write is stored by ``kgqual.editorial.translations``, and published by
``kgqual.translated``.
"""

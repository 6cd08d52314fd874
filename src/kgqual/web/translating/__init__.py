"""The translation workbench: the queue, the editor page, and what programs are given."""

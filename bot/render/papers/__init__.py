"""Papers: a document as PDF (by typst) or plain text, in its reader's language and zone."""

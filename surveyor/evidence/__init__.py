"""Reading papers: documents to sections, mentions and result tables; pure, bytes in and values out."""

"""Finding: catalogue, keyword and dense indexes, exact filters, fusion."""

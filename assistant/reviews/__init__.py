"""What reviewers say of each side of a product: battery, fit, smell ..."""

"""A score for orders and service requests, so that a person looks at the odd ones first.

records -> named terms (``terms``) -> logistic score (``score``) -> a refusal for the desk above the
shop's threshold (``score.held_back``). It never accuses: the shopper only hears that a colleague
takes over. Trained (``train``) on real return behaviour (``behaviour``) and simulated abuse
(``simulate``).
"""

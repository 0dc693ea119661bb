"""What a message says for the service desk: pure functions over any shop's records.

``wants.wanted`` which operations; ``consent.consent`` whether it agrees; ``identity.read_identity``
who writes; ``orders.order_ids`` and ``which_orders``; ``items.which_items``; ``forms.which_form``
and ``swaps.read_swaps``; ``methods.which_method``; ``reasons.which_reason``;
``addresses.read_address``. What is not clear is returned as such, never guessed.
"""

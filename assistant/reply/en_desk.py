"""English: what the service desk says. A tuple holds wordings that take turns."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    # Who is writing
    "desk_ask_identity": (
        "Gladly. First I need to know who you are: please give me your email address, or your full "
        "name and postal code."
    ),
    "desk_ask_identity_again": (
        "I still need to know who you are before I can look at any order, even with an order or "
        "customer number: your email address, or your full name and postal code, please."
    ),
    "desk_ask_postal_code": "Thank you, {name}. And the postal code on your account?",
    "desk_identity_failed": (
        "I cannot match that to an account. Please check the spelling, or try the other way: your "
        "email address, or your full name and postal code."
    ),
    "desk_identity_locked": (
        "I could not verify you, and I cannot try again for now. A colleague can help you. Shall I "
        "leave a note?"
    ),
    "desk_identity_waits": (
        "For your order I still need your email address, or your full name and postal code."
    ),
    "desk_account_question": "I cannot tell whether somebody has an account here.",
    "desk_identified": "Thank you, {name}, I have found you.",
    "desk_welcome": "What can I do for you?",
    "desk_other_customer": (
        "In this conversation I can only help with the account that was verified at its start. "
        "Nothing of any other account can be told or changed here."
    ),
    "desk_not_your_order_one": "I cannot find an order {orders} among yours.",
    "desk_not_your_order_many": "I cannot find the orders {orders} among yours.",
    # Questions
    "desk_ask_order": "Which order {about}? {orders}",
    "desk_ask_order_one": "{id} ({status}): {items}",
    "desk_ask_items": "What of order {id} {about}? {items}",
    "desk_ask_which_of": "Which of these do you mean? {items}",
    "desk_ask_form": "Which form of the {item} would you like instead? {forms}",
    "desk_ask_form_many": (
        "Which form of the {item} would you like instead? Yours is {yours}. It comes in {options}."
    ),
    "desk_ask_form_left": "Which of these shall it be for the {item}? {forms}",
    "desk_whole_order": "Order {id} can only be cancelled as a whole, not in parts.",
    "desk_back_to": "Back to your {about}:",
    "desk_cannot_undo": (
        "What is done cannot be undone here. A colleague may be able to. Shall I leave a note?"
    ),
    "desk_as_before": "That comes to the same as before.",
    "desk_queued": "I will come to the {things} right after this.",
    "desk_ask_method_refund": "Where shall the money for {items} go: {methods}?",
    "desk_ask_method_difference": (
        "{swaps}: how would you like to pay the difference of {amount}, by {methods}?"
    ),
    "desk_ask_method_refund_difference": (
        "{swaps}: where shall the difference of {amount} go, to {methods}?"
    ),
    "desk_method_noted": "Noted: {method}.",
    "desk_ask_method_pay": "Which payment method would you like for order {id}: {methods}?",
    "desk_ask_reason_cancel": "Why would you like to cancel order {id}: {reasons}?",
    "desk_ask_reason": "What is the reason: {reasons}?",
    "desk_ask_address": (
        "What is the new address for order {id}? Street, city, state, postal code and country, "
        "please."
    ),
    "desk_ask_address_rest": "To {street} I still need the {parts}, please.",
    "address_line1": "street and number",
    "address_city": "city",
    "address_state": "state",
    "address_postal_code": "postal code",
    "address_country": "country",
    "address_known": "that address",
    "desk_ask_default_address": (
        "What is your new address? Street, city, state, postal code and country, please."
    ),
    "desk_ask_operation": (
        "What would you like to be done: cancel, change, return or exchange something, or look up "
        "an order?"
    ),
    "desk_say_again": "I am not sure that I understood that.",
    "desk_clear_yes": "I need a clear yes to exactly this before I do it.",
    "desk_task_waits": "Your {about} still waits for you: shall we go on with it?",
    # How operations are named: in "which order ...?", as a thing, as done
    "about_cancel": "shall I cancel",
    "about_change_address": "shall go to another address",
    "about_change_payment": "shall be paid another way",
    "about_change_items": "shall I change",
    "about_return": "would you like to return",
    "about_exchange": "would you like to exchange",
    "about_status": "do you mean",
    "about_refund_status": "do you mean",
    "about_invoice": "shall the invoice be of",
    "thing_cancel": "cancellation",
    "thing_change_address": "change of address",
    "thing_change_payment": "change of payment method",
    "thing_change_items": "change of items",
    "thing_return": "return",
    "thing_exchange": "exchange",
    "thing_change_default_address": "change of your account's address",
    "thing_status": "question about the order",
    "thing_refund_status": "question about the refund",
    "thing_invoice": "invoice",
    "can_cancel": "cancel it",
    "can_change_address": "change its address",
    "can_change_payment": "change its payment method",
    "can_change_items": "change its items to other forms",
    "can_return": "return items of it",
    "can_exchange": "exchange items of it for other forms",
    # Summaries
    "desk_sum_cancel": "I would cancel order {id} ({items}), because: {reason}.",
    "desk_sum_cancel_plain": "I would cancel order {id} ({items}).",
    "desk_sum_change_address": "I would send order {id} to {address} instead of {old}.",
    "desk_sum_change_payment": "I would have order {id} paid with {method} instead of {old}.",
    "desk_sum_change_items": "I would change in order {id}: {swaps}.",
    "desk_sum_return": "I would register the return of {items} from order {id}.",
    "desk_sum_exchange": "I would register the exchange from order {id}: {swaps}.",
    "desk_sum_change_default_address": (
        "I would change the address of your account from {old} to {address}."
    ),
    "desk_swap": "{item} ({old}, {old_price}) for {new} ({new_price})",
    "desk_refund": "You get {amount} back to {method}",
    "desk_payment": "{amount} is charged to {method}",
    "desk_even": "The price stays the same; {method} is noted for it",
    "desk_when": "{what}, {when}.",
    "desk_when_unsaid": "{what}.",
    "desk_fee": "A fee of {amount} is taken off already.",
    "desk_reason_said": "Reason: {reason}.",
    "desk_note_all_items": (
        "This can be done only once for an order, so please make sure that everything you want to "
        "change is included."
    ),
    "desk_note_final": "After that the order can be neither changed nor cancelled.",
    "desk_note_email_follows": "You will get an email on how to send things back.",
    "desk_note_own_postage": "Sending it back is at your own cost.",
    "desk_note_later_orders_only": "It holds for later orders; those already placed keep theirs.",
    "desk_shuts": "After it the {things} of this order would no longer be possible.",
    "desk_ask_yes": "Shall I do that? (yes or no)",
    # Done
    "desk_done_cancel": "Done: order {id} is cancelled.",
    "desk_done_change_address": "Done: order {id} goes to {address}.",
    "desk_done_change_payment": "Done: order {id} is paid with {method}.",
    "desk_done_change_items": "Done: order {id} is changed: {swaps}.",
    "desk_done_return": "Done: the return of {items} from order {id} is registered.",
    "desk_done_exchange": "Done: the exchange from order {id} is registered: {swaps}.",
    "desk_done_change_default_address": "Done: the address of your account is {address}.",
    "desk_already_done": "That is done already. Is there anything else?",
    "desk_dropped": "All right, I leave the {about} be; nothing was changed.",
    "desk_records_changed": (
        "Something about this has changed since I summed it up, so I have not done it. As it "
        "stands now:"
    ),
    "desk_yes_is_kept": (
        "The order system cannot be reached at the moment. Your yes is kept and will be carried "
        "out once, as soon as it is back; say yes again to try it now."
    ),
    "desk_records_unreachable": (
        "The order system cannot be reached at the moment, so I cannot look. Please try again in "
        "a few minutes."
    ),
    # Refusals
    "desk_instead": "What I can do instead: {operations}.",
    "desk_offer_person": "A colleague may decide otherwise. Shall I leave a note?",
    "desk_none_fits": "The {about} is not possible with any of your orders as they stand: {orders}",
    "desk_no_orders": "There are no orders on your account.",
    "refusal_not_offered": "I cannot do that here.",
    "refusal_group_only": "That is only for customers of these groups: {groups}.",
    "refusal_not_your_order": "I cannot find order {order} among yours.",
    "refusal_wrong_state_cancel": (
        "Order {order} is {status}, so it can no longer be cancelled; only {states} orders can."
    ),
    "refusal_wrong_state": (
        "Order {order} is {status}. The {about} needs an order that is {states}."
    ),
    "refusal_returned_before": "A return is registered for order {order} already.",
    "refusal_exchanged_before": "An exchange is registered for order {order} already.",
    "refusal_once_only": (
        "Order {order} is {status}: that can be done only once, and it has been done."
    ),
    "refusal_several_payments": (
        "Order {order} was paid in several parts, so its payment method cannot be changed."
    ),
    "refusal_incomplete": "Something is still missing: {missing}.",
    "refusal_reason_for_person": "A colleague has to look at this: {reason}.",
    "refusal_reason_not_accepted": "I can only do it for one of these reasons: {accepted}.",
    "refusal_unknown_item": "That is not in order {order}.",
    "refusal_already_announced": "For the {item} of order {order} that is under way already.",
    "refusal_not_returnable": "The {item} cannot be returned ({goods}).",
    "refusal_category_unknown": "I cannot tell which rules hold for the {item}.",
    "refusal_window_over": (
        "The time for that is over: for the {item} of order {order} the last day was {last_day}."
    ),
    "refusal_date_unknown": "I do not know the dates of order {order}, so I cannot decide on it.",
    "refusal_unknown_form": "The {item} does not come in that form.",
    "refusal_other_product": (
        "The {item} can only be swapped for another form of the same product, not for a {product}."
    ),
    "refusal_same_form": "That is the form of the {item} that you have.",
    "refusal_sold_out": "The {item} in {form} is sold out.",
    "refusal_no_other_form": "No other form of the {item} is available.",
    "refusal_unknown_method": "That payment method is not on your account.",
    "refusal_method_not_allowed_return": (
        "A refund can only go to {allowed}, so {method} is not possible."
    ),
    "refusal_method_not_allowed": "{method} is not possible for this; only {allowed}.",
    "refusal_same_method": "The order is paid with {method} already.",
    "refusal_gift_card_too_small": ("Your {method} does not cover {amount}."),
    "refusal_balance_unknown": "I do not know what {method} holds.",
    "refusal_nothing_paid": "No payment is recorded for order {order}.",
    "refusal_more_than_paid": "That would be {amount}, more than the {paid} that were paid.",
    "refusal_nothing_left": "After the fee of {fee} nothing would be left of {amount}.",
    "refusal_over_limit": "That moves {amount}; above {limit} a colleague does it.",
    "refusal_same_address": "That is the address that there is already.",
    "refusal_other_country": "Order {order} can only go to another address in {order_country}.",
    "refusal_needs_person": "A colleague has to look at this before I can do it.",
    "method_original": "the original payment method",
    "method_any": "any of yours",
    "refund_gift_card": "a gift card of yours",
    # What is not there
    "desk_missed": "I find no {words} in any order with which that can be done.",
    "desk_missed_in_order": "Order {id} holds no {words}.",
    "desk_unknown_method": "I see no {words} on your account; there is {methods}.",
    "desk_form_unknown": "For the {item} there is no {words}.",
    "desk_form_sold_out": "Sold out for the {item}: {forms}.",
    "desk_form_unchanged": "That is the {item} that you have: {form}.",
    "desk_form_none": "There is no such form of the {item} now.",
    # Facts
    "desk_orders": "Your orders: {orders}",
    "desk_order_line": "{id} ({status}): {items}, {total}",
    "desk_status": "Order {id} is {status}: {items}; {total} together, going to {address}.",
    "desk_placed": "It was placed on {date}.",
    "desk_parcel": "Tracking number{carrier}: {tracking}.",
    "desk_parcel_carrier": " with {carrier}",
    "desk_shipped": "Shipped on {date}.",
    "desk_delivered": "Delivered on {date}.",
    "desk_returning": "Coming back: {items}; the refund goes to {method}.",
    "desk_exchanging": "To be exchanged: {items}.",
    "desk_refund_sent": "For order {id} {amount} went back to {method}{when}.",
    "desk_refund_announced": "For order {id} {amount} will go back to {method}{when}.",
    "desk_refund_open": "For order {id} a refund will go to {method}{when}.",
    "desk_refund_none": "There is no refund for order {id} so far; it is {status}.",
    "desk_refund_when": " ({when})",
    "desk_profile": (
        "On your account: {name}, {email}; address: {address}; payment methods: {methods}."
    ),
    "desk_forms": "Forms of the {item}: {forms}. Yours is {yours}.",
    "desk_forms_count": "{available} of {all} forms are available.",
    "desk_total_now": "By what is summed up now {moved}.",
    "desk_total": "By what was done in this conversation {moved}.",
    "desk_total_refund": "you get {amount} back",
    "desk_total_payment": "{amount} is charged",
    "desk_total_nothing": "no money moves",
    "desk_total_unknown": "I can tell you the amount once we know exactly what it is about.",
    # Things
    "method_card": "{brand} ending in {last_four}",
    "method_card_plain": "card ending in {last_four}",
    "method_gift": "gift card ({balance} left)",
    "method_gift_plain": "gift card",
    "method_paypal": "PayPal",
    "method_gone": "a payment method that is no longer on your account",
    "form_price_more": "{form} ({price}, {difference} more)",
    "form_price_less": "{form} ({price}, {difference} less)",
    "form_price_same": "{form} ({price}, the same price)",
    "form_sold_out": "{form} (sold out)",
}

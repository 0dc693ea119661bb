"""English: texts about the shop's people."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    # A person is asked for
    "handoff_new": (
        "I have left note {number} for our people, with a summary of this conversation."
    ),
    "handoff_again": "Note {number} about this conversation is with our people already.",
    "handoff_soon": "Somebody answers you right here, usually within {within}.",
    "handoff_unsaid": "Somebody will answer you right here; I cannot promise when.",
    "handoff_next": "You are next.",
    "handoff_before_one": "One other note is before it.",
    "handoff_before_many": "{count} other notes are before it.",
    "handoff_meanwhile": "Until then you can go on with me.",
    "handoff_closed": "Nobody is here now; our people are back {opens}.",
    "handoff_away": "Nobody is here now.",
    "handoff_later": "Such notes are answered {later}.",
    "handoff_answer_to": "They will answer to {contact}.",
    "opens_today": "today at {time}",
    "opens_tomorrow": "tomorrow at {time}",
    "opens_day": "on {day} at {time}",
    "opens_date": "on {day}, {date}, at {time}",
    "ask_contact": "To which email address or telephone number shall they answer?",
    "contact_kept": "Thank you. Our people will answer to {contact}; your note is number {number}.",
    "contact_wrong": (
        "That does not look like a whole email address or telephone number (with its country "
        "code, if it is from abroad). Could you look at it once more?"
    ),
    "contact_left": "I will leave it at that: our people will answer here, in this chat.",
    "contact_declined": "All right. Our people will answer here, in this chat.",
    # With a person
    "person_joined": "{name} has joined the conversation.",
    "person_left": "{name} has left; I am here again.",
    "person_closed": "{name} has closed this matter. Thank you for your patience.",
    "person_has_it": "{name} has your messages and will answer here.",
    # How it was
    "ask_rating": "How satisfied are you with this conversation, from 1 (not at all) to 5 (very)?",
    "rated_well": "Thank you, I am glad to hear that.",
    "rated_middling": "Thank you for telling us.",
    "rated_badly": "Thank you for telling us. I am sorry that it did not go better.",
    # Complaints
    "complaint_rule": "Our rule for this: “{rule}”",
}

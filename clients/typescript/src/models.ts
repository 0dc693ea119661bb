/** Written by docs/make_clients.py from the API's own description; changes are lost. */

/** What a shopper leans to, by what they did. */
export interface AffinityOut {
  /** "category", "brand", "colour", "size" or "price". */
  kind: string;
  value: string;
  /** 0 to 1. */
  strength: number;
  /** On how many events it rests. */
  events: number;
}

/** How many of a product are to be in the cart. */
export interface CartLineIn {
  product_id: string;
  /** The chosen form, where the product has several. */
  variant_id?: string;
  /** 0 takes the line out. */
  quantity: number;
}

/** One line of a cart. */
export interface CartLineOut {
  product: ProductOut;
  variant_id: string;
  /** Of the chosen form, such as colour and size. */
  options: Record<string, string>;
  quantity: number;
  /** Of one. */
  price: number | null;
}

/** A cart, oldest line first. */
export interface CartOut {
  lines: CartLineOut[];
  /** By currency; a line without a price adds nothing. */
  totals: Record<string, number>;
  /** Where the shop has it paid, with what is in it; empty: the shop has not said where. */
  checkout_url: string;
}

/** One page of the catalogue. */
export interface CatalogueOut {
  products: ProductOut[];
  /** Ask for what comes after this id; null: that was all. */
  next: string | null;
}

/** Who buys, where it goes, and the total that they said yes to. */
export interface CheckoutIn {
  first_name: string;
  last_name: string;
  email: string;
  /** Street and number. */
  line1: string;
  line2?: string;
  city: string;
  state?: string;
  postal_code: string;
  /** ISO 3166, two letters. */
  country: string;
  method: "credit_card" | "paypal";
  /** Of the quote that was shown; where it is another one now, nothing is ordered. */
  total: number;
}

/** A conversation and its turns, oldest first. */
export interface ConversationOut {
  id: string;
  turns: TurnOut[];
}

/** What a shopper, or the guest of a conversation, did with a product. */
export interface EventIn {
  /** Makes sending it again harmless. */
  id: string;
  kind: EventKind;
  product_id: string;
  /** Absent: the shopper of the token, else the guest of ``conversation_id``. */
  shopper_id?: string | null;
  conversation_id?: string | null;
  /** When, with a time zone; absent or in the future: now. */
  at?: string | null;
  /** The list that the product was shown in; empty: not known. */
  list_id?: string;
}

export type EventKind = "view" | "click" | "cart" | "purchase" | "like" | "dislike";

/** Several at once. */
export interface EventsIn {
  events: EventIn[];
}

/** What became of the events; every one is durable when this is said. */
export interface EventsOut {
  /** New ones. */
  kept: number;
  /** Ids that had been sent before. */
  known: number;
  refused: RefusedOut[];
}

/** What a shopper thinks of one answer; the last word counts. */
export interface FeedbackIn {
  /** 1: good, -1: bad, 0: taken back. */
  value: number;
  comment?: string;
}

/** What looks like it. */
export interface FoundOut {
  /** Best first. */
  product_ids: string[];
}

export type Kind = "shopper" | "person" | "joined" | "left" | "closed" | "asked";

/** One leaning of a profile. */
export interface LeaningIn {
  kind: string;
  value: string;
}

/** One limit or wish as understood, and the message that takes exactly it back. */
export interface LimitOut {
  label: string;
  remove: string;
}

/** What a person of the shop said to the shopper, or that they came or left. */
export interface LineOut {
  /** Grows; ask for what comes after the last one. */
  number: number;
  /** "asked": how satisfied the shopper is; answered by sending one of ``suggestions``. */
  kind: Kind;
  /** Of the person. */
  name: string;
  text: string;
  /** After which turn it was said. */
  turn: number;
  at: string;
  suggestions: string[];
}

/** How a conversation with the shop's people stands. */
export interface LiveOut {
  /** "waiting": in their queue; "talking": messages go to a person and the assistant is
   silent. */
  status: "none" | "waiting" | "talking" | "returned";
  /** Of the note that the shopper was told. */
  number: number | null;
  /** Notes in the queue before it. */
  before: number;
  lines: LineOut[];
}

/** What a shopper says. */
export interface MessageIn {
  /** In the shopper's own words; a few thousand characters of it are read. */
  text: string;
  /** Makes sending it again harmless: the last message of a conversation, sent again with its
   id, gets the answer that it got. Absent: every message is a new one. */
  id?: string | null;
  /** Who writes; believed of a server, and of a browser whose token names this shopper.
   Absent: the shopper of the token or of the conversation, else a guest. */
  shopper_id?: string | null;
  /** The product whose page the shopper is looking at. */
  product_id?: string | null;
  /** A button on products rather than words: "compare", "similar", or "present" for those that
   were found in another way; ``text`` says it for the transcript. */
  tap?: Tap | null;
  /** What a tap is about, in the order to show. */
  product_ids?: string[];
  /** What the shop's own login says of who writes, signed by it. */
  customer_token?: string;
}

/** What a face may offer. */
export interface OffersOut {
  /** Whether there is search by photo. */
  photo: boolean;
  /** A photo has at most so many. */
  photo_bytes: number;
  /** Whether carts name where they are paid (``checkout_url``). */
  checkout: boolean;
}

/** An order that an answer speaks of. */
export interface OrderCardOut {
  id: string;
  /** The shop's own word. */
  status: string;
  steps: OrderStepOut[];
  lines: OrderLineOut[];
  total: number;
  currency: string;
  tracking: string[];
}

/** One piece of an order. */
export interface OrderItemOut {
  product_id: string;
  name: string;
  options: Record<string, string>;
  price: number;
}

/** Alike pieces of an order. */
export interface OrderLineOut {
  product_id: string;
  name: string;
  /** Such as "blue, M"; empty: it has one form. */
  form: string;
  count: number;
}

/** One order of the customer. */
export interface OrderOut {
  id: string;
  status: string;
  placed: string | null;
  currency: string;
  shipping: number;
  total: number;
  items: OrderItemOut[];
  tracking: string[];
}

/** One step on an order's way. */
export interface OrderStepOut {
  name: string;
  done: boolean;
  /** Null: not yet, or not known. */
  at: string | null;
}

/** All orders of the customer, in the order of the records. */
export interface OrdersOut {
  orders: OrderOut[];
}

/** A photo of something like what is looked for. */
export interface PhotoIn {
  /** JPEG, PNG or WebP in base64. */
  image: string;
}

/** One product with its forms, all its texts and what buyers wrote. */
export interface ProductDetails {
  id: string;
  title: string;
  brand: string;
  /** From the department down. */
  category: string[];
  /** In ``currency``; null: on request. */
  price: number | null;
  /** Before a reduction. */
  list_price: number | null;
  /** ISO 4217. */
  currency: string;
  in_stock: boolean;
  /** Units on hand; null: not known. */
  stock: number | null;
  /** Mean stars, 1 to 5. */
  rating: number | null;
  rating_count: number;
  colours: string[];
  sizes: string[];
  /** Address of the picture: absolute, or below this server; empty: none. */
  image: string;
  reasons: string[];
  /** The list it stands in, to be named by events on it; empty: none is kept. */
  list_id: string;
  description: string;
  bullets: string[];
  attributes: Record<string, string>;
  variants: VariantOut[];
  reviews: ReviewOut[];
}

/** One product; ``reasons`` say why it stands where it stands. */
export interface ProductOut {
  id: string;
  title: string;
  brand: string;
  /** From the department down. */
  category: string[];
  /** In ``currency``; null: on request. */
  price: number | null;
  /** Before a reduction. */
  list_price: number | null;
  /** ISO 4217. */
  currency: string;
  in_stock: boolean;
  /** Units on hand; null: not known. */
  stock: number | null;
  /** Mean stars, 1 to 5. */
  rating: number | null;
  rating_count: number;
  colours: string[];
  sizes: string[];
  /** Address of the picture: absolute, or below this server; empty: none. */
  image: string;
  reasons: string[];
  /** The list it stands in, to be named by events on it; empty: none is kept. */
  list_id: string;
}

/** Products, best first. */
export interface ProductsOut {
  products: ProductOut[];
}

/** What a shopper wants to be otherwise; everything is optional. */
export interface ProfileChange {
  /** Never to be used again. */
  stop?: LeaningIn[];
  /** To be used again. */
  resume?: LeaningIn[];
  /** Switches the whole profile off or on. */
  used?: boolean | null;
}

/** What is known of a shopper, as ranking uses it. */
export interface ProfileOut {
  shopper_id: string;
  name: string;
  /** Strongest first, without those that were stopped. */
  affinities: AffinityOut[];
  segment: string;
  /** What the ranker reads of the shopper. */
  words: string;
  purchases: number;
  spent: number;
  /** What the shopper said not to use. */
  stopped: LeaningIn[];
  /** False: switched off; nothing of it takes part in anything. */
  used: boolean;
}

/** What a cart costs, delivered. */
export interface QuoteOut {
  items: number;
  shipping: number;
  total: number;
  currency: string;
}

/** An event that was not taken. */
export interface RefusedOut {
  id: string;
  detail: string;
}

/** One answer. Show ``text``, then ``limits``, ``products`` or ``comparison``, then
 ``suggestions``. A limit is taken back by sending its ``remove`` as a message. */
export interface ReplyOut {
  /** From 1 on. */
  turn: number;
  conversation_id: string;
  intent: string;
  /** Of the intent, 0 to 1. */
  confidence: number;
  sentiment: SentimentOut;
  /** What was done: "show_products", "ask", "compare", "add_to_cart" ... */
  action: string;
  text: string;
  products: ProductOut[];
  /** Rows of a table, the header first; empty: none. */
  comparison: string[][];
  /** Those that the answer speaks of, of the verified customer. */
  orders: OrderCardOut[];
  /** Messages that may be sent with one tap. */
  suggestions: string[];
  /** The labels of ``limits`` alone. */
  chips: string[];
  limits: LimitOut[];
  /** What the conversation keeps in mind. */
  state: Record<string, unknown>;
  latency_ms: number;
}

/** What one buyer wrote. */
export interface ReviewOut {
  id: string;
  stars: number;
  title: string;
  text: string;
  author: string;
}

/** Mood of a message. */
export interface SentimentOut {
  /** "negative", "neutral" or "positive". */
  label: string;
  /** -1 (very unhappy) to 1 (very happy). */
  score: number;
}

/** A row of products without a query. */
export interface ShelfOut {
  /** "for_you", "because_bought", "goes_with", "similar", "buy_again", "new_in", "popular". */
  kind: string;
  title: string;
  /** The product id or category that it is for; empty: none. */
  because: string;
  products: ProductOut[];
}

/** The rows of a front page, best first. */
export interface ShelvesOut {
  shelves: ShelfOut[];
}

export type Sort = "relevance" | "price_asc" | "price_desc" | "rating" | "newest" | "popular";

/** It worked. */
export interface StatusOut {
  status?: "ok";
}

export type Tap = "compare" | "similar" | "present";

/** What a browser is to be allowed; the shop's server has made sure of it. */
export interface TokenIn {
  /** Who is logged in; absent: a guest. */
  shopper_id?: string | null;
  /** The only conversation that may be used; absent: any that is not somebody else's. */
  conversation_id?: string | null;
  /** The only site it may be used from. */
  origin?: string | null;
  seconds?: number;
}

/** A token, for ``Authorization: Bearer TOKEN``. */
export interface TokenOut {
  token: string;
  /** Unix seconds. */
  expires_at: number;
}

/** One exchange, and what the shop's people said after it. */
export interface TurnOut {
  user: string;
  reply: ReplyOut;
  people: LineOut[];
}

/** Details of an event. */
export interface UbiAttributes {
  object?: UbiObject | null;
  /** Going out: where the list is still kept. Coming in it is not read. */
  position?: UbiPosition | null;
}

/** One event as UBI 1.x writes it. */
export interface UbiEvent {
  /** "view", "click", "click_through", "add_to_cart", "purchase", "like" and "dislike" are
   kept; others ("impression" ...) are counted as ignored. */
  action_name: string;
  timestamp: string;
  application?: string | null;
  query_id?: string | null;
  session_id?: string | null;
  /** Who it was, where there is no ``user_id``. */
  client_id?: string | null;
  user_id?: string | null;
  message_type?: string | null;
  message?: string | null;
  event_attributes?: UbiAttributes | null;
}

/** What became of the events. */
export interface UbiEventsOut {
  kept: number;
  /** Had been sent before. */
  known: number;
  /** Of an action that is not kept, of nobody, or of an unknown product. */
  ignored: number;
}

/** Events of everybody, oldest first. */
export interface UbiEventsPage {
  events: UbiEvent[];
  /** Ask for what comes after this; null: that was all. */
  next?: string | null;
}

/** What the event is about. */
export interface UbiObject {
  /** The product's id. */
  object_id: string | number;
  object_id_field?: string | null;
}

/** Where it happened. */
export interface UbiPosition {
  /** The product's place in the list of the event's query, from 1 on. */
  ordinal?: number | null;
}

/** Searches of everybody, oldest first. */
export interface UbiQueriesPage {
  queries: UbiQuery[];
}

/** One search as UBI 1.x writes it. */
export interface UbiQuery {
  application: string;
  query_id: string;
  /** Who searched; "anonymous" where that is not kept. */
  client_id: string;
  /** In the shopper's words; outside conversations personal data in them is masked. */
  user_query: string;
  /** The conversation and the turn; empty outside conversations. */
  query_attributes: Record<string, unknown>;
  object_id_field: string;
  timestamp: string;
  query_response_id: string;
  /** Products shown, best first. */
  query_response_hit_ids: string[];
}

/** One buyable form of a product. */
export interface VariantOut {
  id: string;
  /** Such as colour and size. */
  options: Record<string, string>;
  price: number | null;
  in_stock: boolean;
}

/** Why a request was not served (RFC 9457). */
export interface Problem {
  /** Names the kind of problem. */
  type?: string;
  /** The status in words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What to do about it, in a sentence. */
  detail: string;
  /** Fields that cannot be used, each with `field` and `detail`. */
  errors?: Record<string, string>[];
}

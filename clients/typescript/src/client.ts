/** Written by docs/make_clients.py from the API's own description; changes are lost. */

import type {
  CartLineIn,
  CartOut,
  CatalogueOut,
  CheckoutIn,
  ConversationOut,
  EventIn,
  EventsIn,
  EventsOut,
  FeedbackIn,
  FoundOut,
  LiveOut,
  MessageIn,
  OffersOut,
  OrderOut,
  OrdersOut,
  PhotoIn,
  ProductDetails,
  ProductsOut,
  ProfileChange,
  ProfileOut,
  QuoteOut,
  ReplyOut,
  ShelvesOut,
  Sort,
  StatusOut,
  TokenIn,
  TokenOut,
  UbiEvent,
  UbiEventsOut,
  UbiEventsPage,
  UbiQueriesPage,
} from "./models.js";
import { Transport, type ServerSentEvent } from "./transport.js";

/** One shop's API; see Transport. */
export class Daogou extends Transport {

  /** Begin a conversation. Whoever has its random id may go on with it, until a shopper with
     a token has spoken in it; then only they may. */
  startConversation(): Promise<ConversationOut> {
    return this.call("POST", `/conversations`);
  }

  /** A conversation so far, to be resumed; without turns when nothing has been said. */
  getConversation(conversation_id: string): Promise<ConversationOut> {
    return this.call("GET", `/conversations/${encodeURIComponent(conversation_id)}`);
  }

  /** Erase a conversation with all that hangs on it: notes for people, ratings, a guest's
     cart and events. Doing it twice changes nothing. */
  eraseConversation(conversation_id: string): Promise<StatusOut> {
    return this.call("DELETE", `/conversations/${encodeURIComponent(conversation_id)}`);
  }

  /** Say something. The answer is durable when it comes.

     As JSON: the reply. With `Accept: text/event-stream`: `accepted` at once, then `reply`
     or `problem`; a comment now and then while it takes long. */
  sendMessage(conversation_id: string, body: MessageIn): Promise<ReplyOut> {
    return this.call("POST", `/conversations/${encodeURIComponent(conversation_id)}/messages`, { body });
  }

  /** The events of sendMessage as they come. */
  streamSendMessage(conversation_id: string, body: MessageIn): AsyncGenerator<ServerSentEvent> {
    return this.stream("POST", `/conversations/${encodeURIComponent(conversation_id)}/messages`, { body });
  }

  /** Say whether an answer was good. */
  rateAnswer(conversation_id: string, turn: number, body: FeedbackIn): Promise<StatusOut> {
    return this.call("POST", `/conversations/${encodeURIComponent(conversation_id)}/turns/${encodeURIComponent(turn)}/feedback`, { body });
  }

  /** What the shop's people said since a line; ask every few seconds while `status` is not
     "none". */
  getPeople(conversation_id: string, options: { after?: number } = {}): Promise<LiveOut> {
    return this.call("GET", `/conversations/${encodeURIComponent(conversation_id)}/people`, { query: { "after": options.after } });
  }

  /** Ask for a person of the shop: as a shopper would in words, so the reply says what
     happens next. */
  askForPerson(conversation_id: string): Promise<ReplyOut> {
    return this.call("POST", `/conversations/${encodeURIComponent(conversation_id)}/people`);
  }

  /** All that the shop has of the customer who was verified in a conversation, as a file; of
     a guest the conversation alone. */
  getMyData(conversation_id: string): Promise<Record<string, unknown>> {
    return this.call("GET", `/conversations/${encodeURIComponent(conversation_id)}/data`);
  }

  /** What a face may offer: whether there is search by photo, and a checkout to go to. */
  getOffers(): Promise<OffersOut> {
    return this.call("GET", `/offers`);
  }

  /** Products whose pictures look most like a photo, which is held in memory only. To show
     them in a conversation, send a message with the tap "present" and these ids. */
  searchByPhoto(body: PhotoIn): Promise<FoundOut> {
    return this.call("POST", `/search/photo`, { body });
  }

  /** Products for a search text, best first; every one holds every limit.

     Limits may stand in the text ("lamp under $40, not black") and in parameters, which go
     over those of the text where both say the same thing. */
  searchProducts(options: { q: string; top?: number; min_price?: number | null; max_price?: number | null; brand?: string[]; category?: string[]; colour?: string[]; size?: string[]; min_rating?: number | null; in_stock?: boolean; sort?: Sort; shopper_id?: string | null; conversation_id?: string | null }): Promise<ProductsOut> {
    return this.call("GET", `/search`, { query: { "q": options.q, "top": options.top, "min_price": options.min_price, "max_price": options.max_price, "brand": options.brand, "category": options.category, "colour": options.colour, "size": options.size, "min_rating": options.min_rating, "in_stock": options.in_stock, "sort": options.sort, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Products for a shopper, best first; without one, what is liked in general. */
  recommendProducts(options: { top?: number; shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ProductsOut> {
    return this.call("GET", `/recommendations`, { query: { "top": options.top, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** The rows of a front page, each with its reason, for a shopper or a guest. */
  getShelves(options: { most?: number; shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ShelvesOut> {
    return this.call("GET", `/shelves`, { query: { "most": options.most, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** The catalogue, page by page, in its own order. */
  listProducts(options: { after?: string; top?: number } = {}): Promise<CatalogueOut> {
    return this.call("GET", `/products`, { query: { "after": options.after, "top": options.top } });
  }

  /** Products that could take this one's place, best first. */
  similarProducts(product_id: string, options: { top?: number; shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ProductsOut> {
    return this.call("GET", `/products/${encodeURIComponent(product_id)}/similar`, { query: { "top": options.top, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Products that are bought together with it, or complete it, best first. */
  complementaryProducts(product_id: string, options: { top?: number; shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ProductsOut> {
    return this.call("GET", `/products/${encodeURIComponent(product_id)}/goes-with`, { query: { "top": options.top, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** All about one product. */
  getProduct(product_id: string): Promise<ProductDetails> {
    return this.call("GET", `/products/${encodeURIComponent(product_id)}`);
  }

  /** Record what a shopper did with a product; the same id again changes nothing. */
  recordEvent(body: EventIn): Promise<StatusOut> {
    return this.call("POST", `/events`, { body });
  }

  /** Record several events; one that cannot be taken keeps none of the others back. */
  recordEvents(body: EventsIn): Promise<EventsOut> {
    return this.call("POST", `/events/batch`, { body });
  }

  /** Record events in the schema of OpenSearch User Behavior Insights 1.x. The same event
     again changes nothing. Of a browser, what it says of other shoppers is ignored. */
  recordUbiEvents(body: UbiEvent[]): Promise<UbiEventsOut> {
    return this.call("POST", `/ubi/events`, { body });
  }

  /** Everything that was recorded, for the shop's own tools, in the schema of User Behavior
     Insights 1.x; oldest first. */
  listUbiEvents(options: { since?: string | null; after?: string; top?: number } = {}): Promise<UbiEventsPage> {
    return this.call("GET", `/ubi/events`, { query: { "since": options.since, "after": options.after, "top": options.top } });
  }

  /** What was looked for in conversations that began since a time and in searches outside of
     any, with the products shown, in the schema of User Behavior Insights 1.x; oldest
     first. Events name a query by its `query_id`. */
  listUbiQueries(options: { since?: string | null; top?: number } = {}): Promise<UbiQueriesPage> {
    return this.call("GET", `/ubi/queries`, { query: { "since": options.since, "top": options.top } });
  }

  /** What is known of a shopper by what they did. */
  getProfile(options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ProfileOut> {
    return this.call("GET", `/profile`, { query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Stop leanings from being used, let them be used again, or switch the profile off or on. */
  changeProfile(body: ProfileChange, options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<ProfileOut> {
    return this.call("PATCH", `/profile`, { body, query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Erase all that is kept of a shopper; orders stay, as book-keeping wants. */
  forgetShopper(options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<StatusOut> {
    return this.call("DELETE", `/profile`, { query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** All that is kept of a shopper, as a file: events, cart, conversations. */
  exportProfile(options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<Record<string, unknown>> {
    return this.call("GET", `/profile/data`, { query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** What is in a shopper's cart, or in that of the guest of a conversation. */
  getCart(options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<CartOut> {
    return this.call("GET", `/cart`, { query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Make a line hold this many; doing it twice changes nothing. */
  setCartLine(body: CartLineIn, options: { shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<CartOut> {
    return this.call("PUT", `/cart/lines`, { body, query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Take a line out; doing it twice changes nothing. */
  removeCartLine(options: { product_id: string; variant_id?: string; shopper_id?: string | null; conversation_id?: string | null }): Promise<CartOut> {
    return this.call("DELETE", `/cart/lines`, { query: { "product_id": options.product_id, "variant_id": options.variant_id, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** The orders of the customer whom the shop's login vouches for. */
  listOrders(options: { customer_token?: string } = {}): Promise<OrdersOut> {
    return this.call("GET", `/orders`, { headers: { "customer-token": options.customer_token } });
  }

  /** One of the customer's own orders. */
  getOrder(order_id: string, options: { customer_token?: string } = {}): Promise<OrderOut> {
    return this.call("GET", `/orders/${encodeURIComponent(order_id)}`, { headers: { "customer-token": options.customer_token } });
  }

  /** A token for a browser, asked for by the shop's server with its API key. */
  issueToken(body: TokenIn): Promise<TokenOut> {
    return this.call("POST", `/tokens`, { body });
  }

  /** The same rights for another while, asked for with the token itself while it holds; at
     most twelve hours after the first one. */
  renewToken(): Promise<TokenOut> {
    return this.call("POST", `/tokens/refresh`);
  }

  /** What the cart costs, delivered. */
  quoteCart(options: { country?: string; shopper_id?: string | null; conversation_id?: string | null } = {}): Promise<QuoteOut> {
    return this.call("GET", `/cart/quote`, { query: { "country": options.country, "shopper_id": options.shopper_id, "conversation_id": options.conversation_id } });
  }

  /** Order what is in the cart at the total that the buyer was shown. The order is durable
     when this is answered. Nothing is charged: how money moves is the shop's own affair. */
  checkOut(body: CheckoutIn, options: { shopper_id?: string | null; conversation_id?: string | null; idempotency_key: string }): Promise<OrderOut> {
    return this.call("POST", `/cart/checkout`, { body, query: { "shopper_id": options.shopper_id, "conversation_id": options.conversation_id }, headers: { "idempotency-key": options.idempotency_key } });
  }

  /** The process answers. Never limited. */
  health(): Promise<StatusOut> {
    return this.call("GET", `/health`);
  }

  /** The store can be read and products can be recommended. */
  ready(): Promise<StatusOut> {
    return this.call("GET", `/ready`);
  }
}

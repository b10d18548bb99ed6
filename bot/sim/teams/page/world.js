// What the simulated Teams tells the page, and what the people on the page tell it.

const PATIENCE = 8000; // milliseconds that "is typing" stays without a message
const AGAIN = 1000; // milliseconds until a lost connection is tried anew

/** All people, chats and messages; it says "change" whenever something is new. */
export class World extends EventTarget {
  constructor() {
    super();
    this.bot = "";
    this.people = [];
    this.chats = [];
    this.deeds = [];
    this.samples = [];
    this.most = 0;
    this.messages = new Map();
    this.typing = new Map();
    this.isLive = false;
    this.read = new Map();
    this.asked = new Set();
  }

  /** Connect, and connect again whenever the connection is lost. */
  start() {
    const socket = new WebSocket(`ws://${location.host}/api/live`);
    socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      this.isLive = false;
      this.#say();
      setTimeout(() => this.start(), AGAIN);
    });
  }

  person(key) {
    return this.people.find((person) => person.key === key);
  }

  byName(name) {
    return this.people.find((person) => person.name === name);
  }

  chatsOf(key) {
    return this.chats.filter((chat) => chat.people.includes(key));
  }

  /** Return what the person sees in the chat, oldest first. */
  messagesOf(key, chat) {
    const seen = [...this.messages.values()].filter((message) => message.chat === chat);
    return seen.map((message) => message.views[key]).filter(Boolean);
  }

  isTyping(chat) {
    return this.typing.has(chat);
  }

  isUnread(key, chat) {
    const last = this.messagesOf(key, chat).at(-1);
    const isForeign = last && last.sender !== this.person(key).name;
    return Boolean(isForeign) && last.id > (this.read.get(`${key} ${chat}`) ?? "");
  }

  /** The person looks at the chat: all of it is read, and cards with a refresh ask for the own view. */
  look(key, chat) {
    const messages = this.messagesOf(key, chat);
    this.read.set(`${key} ${chat}`, messages.at(-1)?.id ?? "");
    for (const { id, edition, card } of messages) {
      const question = `${key} ${id} ${edition}`;
      if (!card?.refresh || this.asked.has(question)) continue;
      this.asked.add(question);
      this.act(key, "opens", { message: id });
    }
  }

  /** Set the language of the person's client. */
  async speak(key, locale) {
    const answer = await this.act(key, "speaks", { locale });
    if (answer.locale) this.person(key).locale = answer.locale;
    this.#say();
  }

  /** Let something happen in the world; return whether it did. */
  async happen(name) {
    return (await this.#ask(`/api/world/${name}`, {})).kind !== "error";
  }

  /** Let the person do something; a request that fails is an answer of the kind "error". */
  async act(key, what, wish) {
    return this.#ask(`/api/people/${key}/${what}`, wish);
  }

  /** Put a file into the person's drive, where a message can take it from; return its id, name and size. */
  async attach(key, file) {
    const path = `/api/people/${key}/attaches?${new URLSearchParams({ name: file.name })}`;
    return this.#post(path, "application/octet-stream", file);
  }

  /** Fetch a ready-made file. */
  async fetchSample(name) {
    const answer = await fetch(`/api/samples/${encodeURIComponent(name)}`);
    return new File([await answer.blob()], name);
  }

  async #ask(path, wish) {
    return this.#post(path, "application/json", JSON.stringify(wish));
  }

  async #post(path, type, body) {
    try {
      const answer = await fetch(path, { method: "POST", headers: { "Content-Type": type }, body });
      return answer.ok ? await answer.json() : { kind: "error", status: answer.status };
    } catch {
      return { kind: "error", status: 0 };
    }
  }

  #hear(told) {
    if (told.kind === "world") {
      this.bot = told.bot;
      this.people = told.people;
      this.chats = told.chats;
      this.deeds = told.deeds;
      this.samples = told.samples;
      this.most = told.most;
      this.messages.clear();
      return;
    }
    for (const news of told.news) {
      if (news.typing) this.#type(news.typing);
      else this.#keep(news);
    }
    if (!this.isLive) this.#catchUp();
    this.#say();
  }

  /** At the first look everything is read already. */
  #catchUp() {
    this.isLive = true;
    for (const { key } of this.people) {
      for (const { id } of this.chatsOf(key)) {
        const place = `${key} ${id}`;
        if (!this.read.has(place)) this.read.set(place, this.messagesOf(key, id).at(-1)?.id ?? "");
      }
    }
  }

  #keep(news) {
    const isNew = !this.messages.has(news.id);
    this.messages.set(news.id, news);
    if (!isNew) return;
    clearTimeout(this.typing.get(news.chat));
    this.typing.delete(news.chat);
  }

  #type(chat) {
    clearTimeout(this.typing.get(chat));
    this.typing.set(chat, setTimeout(() => {
      this.typing.delete(chat);
      this.#say();
    }, PATIENCE));
  }

  #say() {
    this.dispatchEvent(new Event("change"));
  }
}

// A whole chat client with nothing but a WebSocket library: CHAT_TOKEN=… node client.mjs http://localhost:5080 ROOM
// What is typed is posted, a message a line; what is said in the room is printed as "number name: text".
// The rules that it keeps are the numbered ones of docs/protocol.md.
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import websocket from 'websocket'

const [server, room] = process.argv.slice(2)
const scope = `room:${room}`, names = new Map(), outbox = []
let socket, calls, cursor, shown = 0, posting = false, pause = 500

const send = (target, record, invocationId) =>
  socket.send(JSON.stringify({ type: 1, invocationId, target, arguments: [record] }) + '\x1e')

const call = (target, record) => new Promise((resolve, reject) => {
  if (socket.readyState !== 1) return reject(new Error('not connected'))
  const id = randomUUID()
  calls.set(id, { resolve: outcome => outcome.ok ? resolve(outcome.value) : reject(outcome.error), reject })
  send(target, record, id)
})

function connect() {
  let work = Promise.resolve(), silence
  const ending = socket = new websocket.w3cwebsocket(
    server.replace('http', 'ws') + '/chat', [], null, { Authorization: `Bearer ${process.env.CHAT_TOKEN}` })
  const inTurn = step => { work = work.then(step).catch(error => { console.error(error.message); ending.close() }) }
  calls = new Map()
  socket.onopen = () => { socket.send('{"protocol":"json","version":1}\x1e'); inTurn(begin) }
  socket.onmessage = ({ data }) => {
    clearTimeout(silence)
    silence = setTimeout(() => ending.close(), 45_000)                                   // rule 6
    for (const frame of data.split('\x1e').filter(Boolean).map(JSON.parse)) {
      if (frame.type === 3) calls.get(frame.invocationId)?.resolve(frame.result ?? { error: { message: frame.error } })
      else if (frame.target === 'Beat') { send('AnswerBeat', {}); inTurn(() => compare(frame.arguments[0])) }
      else if (frame.target === 'Changes') inTurn(() => apply(frame.arguments[0]))       // rule 4: after the watch
    }
  }
  socket.onclose = () => {
    clearTimeout(silence)
    for (const { reject } of calls.values()) reject(new Error('not connected'))
    setTimeout(connect, pause * (0.5 + Math.random() / 2))                               // rule 7
    pause = Math.min(30_000, pause * 2)
  }
}

async function begin() {
  const { person } = await call('Hello', { protocol: 1, client: 'example-node/1' })
  await call('Watch', { items: [{ scope: `person:${person.id}` }] })
  let page, mine = []
  do mine.push(...(page = await call('Heads', { after: page?.next })).heads); while (page.next)
  if (!mine.some(head => head.room === room)) await call('JoinRoom', { room })
  await watch()
  pause = 500
  post().catch(error => console.error(error.message))
}

async function watch() {
  for (let more = true; more;) {
    const [{ kind, set }] = (await call('Watch', { items: [{ scope, cursor }] })).answers
    if (kind === 'notFound') throw new Error('There is no such room here, or it is private.')
    if (kind === 'reset' || kind === 'snapshot') cursor = undefined
    if (kind === 'reset') shown = 0                                                      // rule 8: what was printed may never have been
    if (set) await apply(set)
    more = !set || set.to < set.head
  }
}

async function apply(set) {                                                              // rule 3
  if (set.scope !== scope || set.to <= (cursor?.revision ?? 0)) return
  if (cursor && set.from > cursor.revision) return watch()
  const unknown = (set.messages ?? []).map(message => message.author).filter(id => !names.has(id))
  const people = unknown.length ? (await call('ReadPeople', { ids: [...new Set(unknown)] })).people : []
  for (const { id, name } of people) names.set(id, name)
  for (const { number, author, text, notice } of set.messages ?? [])
    if (number > shown) console.log(`${shown = number} ${names.get(author)}: ${notice ? `(${notice.kind} ${notice.value})` : text}`)
  cursor = { revision: set.to, incarnation: set.incarnation }
}

async function compare({ watched }) {                                                    // rule 6
  if (cursor && watched.find(head => head.scope === scope)?.revision !== cursor.revision) await watch()
}

async function post() {                                                                  // rules 1 and 2
  if (posting) return
  posting = true
  try {
    while (outbox.length) {
      const { results } = await call('PostMessages', { room, messages: outbox.slice(0, 5) })
      for (const { status, error } of results) {
        if (status === 'final') console.error(error.message)
        if (status === 'ok' || status === 'final') outbox.shift()
      }
      const later = results.find(result => result.status === 'retry')
      if (later) await new Promise(resolve => setTimeout(resolve, later.error.retryAfter ?? 1000))
    }
  } finally { posting = false }
}

createInterface({ input: process.stdin }).on('line', text => {
  outbox.push({ id: randomUUID(), text, composedAt: Date.now(), seen: shown })
  if (cursor) post().catch(error => console.error(error.message))
})
connect()

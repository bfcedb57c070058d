"""A whole chat client with nothing but a WebSocket library: CHAT_TOKEN=… python3 client.py http://localhost:5080 ROOM

What is typed is posted, a message a line; what is said in the room is printed as "number name: text".
The rules that it keeps are the numbered ones of docs/protocol.md.
"""
import asyncio
import json
import os
import random
import sys
import time
import uuid

import websockets


class Refused(Exception):
    pass


class Client:
    def __init__(self, server, token, room):
        # Where headers can't be set, the token goes into the query.
        self.address = server.replace("http", "ws", 1) + "/chat?access_token=" + token
        self.room, self.scope = room, "room:" + room
        self.names, self.outbox, self.cursor, self.shown = {}, [], None, 0
        self.typed = asyncio.Event()

    async def run(self):
        self.pause = 0.5
        while True:                                                     # rule 7
            try:
                async with websockets.connect(self.address, max_size=1 << 20) as self.socket:
                    await self.socket.send('{"protocol":"json","version":1}\x1e')
                    self.answers, self.events, self.live = {}, asyncio.Queue(), asyncio.Event()
                    work = [asyncio.ensure_future(w) for w in (self.read(), self.follow(), self.post())]
                    done, rest = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
                    for task in rest:
                        task.cancel()
                    for task in done:
                        task.result()
            except (OSError, asyncio.TimeoutError, Refused, websockets.WebSocketException) as error:
                print(error, file=sys.stderr)
            await asyncio.sleep(self.pause * random.uniform(0.5, 1))
            self.pause = min(30, self.pause * 2)

    async def send(self, target, record, **more):
        await self.socket.send(json.dumps({"type": 1, "target": target, "arguments": [record], **more}) + "\x1e")

    async def call(self, target, **record):
        number = str(uuid.uuid4())
        self.answers[number] = answer = asyncio.get_running_loop().create_future()
        await self.send(target, record, invocationId=number)
        outcome = await asyncio.wait_for(answer, 20)                    # rule 1: after that, unknown
        if not outcome["ok"]:
            raise Refused(outcome["error"]["message"])
        return outcome["value"]

    async def read(self):
        while True:
            for frame in (await asyncio.wait_for(self.socket.recv(), 45)).split("\x1e")[:-1]:   # rule 6
                frame = json.loads(frame)
                if frame.get("type") == 3:
                    self.answers.pop(frame["invocationId"]).set_result(
                        frame.get("result") or {"ok": False, "error": {"message": frame["error"]}})
                elif frame.get("target") == "Beat":
                    await self.send("AnswerBeat", {})
                    self.events.put_nowait((self.compare, frame))
                elif frame.get("target") == "Changes":
                    self.events.put_nowait((self.apply, frame))         # rule 4: after the watch

    async def follow(self):
        me = (await self.call("Hello", protocol=1, client="example-python/1"))["person"]["id"]
        await self.call("Watch", items=[{"scope": "person:" + me}])
        page = await self.call("Heads")
        mine = page["heads"]
        while page.get("next"):
            page = await self.call("Heads", after=page["next"])
            mine += page["heads"]
        if self.room not in [head["room"] for head in mine]:
            await self.call("JoinRoom", room=self.room)
        await self.watch()
        self.pause = 0.5
        self.live.set()
        while True:
            handle, frame = await self.events.get()
            await handle(frame["arguments"][0])

    async def watch(self):
        more = True
        while more:
            item = {"scope": self.scope, "cursor": self.cursor}
            answer = (await self.call("Watch", items=[item]))["answers"][0]
            if answer["kind"] == "notFound":
                raise Refused("There is no such room here, or it is private.")
            if answer["kind"] in ("reset", "snapshot"):
                self.cursor = None
            if answer["kind"] == "reset":
                self.shown = 0                                          # rule 8: what was printed may never have been
            if "set" in answer:
                await self.apply(answer["set"])
            more = "set" not in answer or answer["set"]["to"] < answer["set"]["head"]

    async def apply(self, changes):                                     # rule 3
        revision = self.cursor["revision"] if self.cursor else 0
        if changes["scope"] != self.scope or changes["to"] <= revision:
            return
        if self.cursor and changes["from"] > revision:
            return await self.watch()
        messages = changes.get("messages", [])
        unknown = {m["author"] for m in messages} - self.names.keys()
        if unknown:
            people = (await self.call("ReadPeople", ids=list(unknown)))["people"]
            self.names.update((person["id"], person["name"]) for person in people)
        for message in messages:
            if message["number"] > self.shown:
                self.shown, notice = message["number"], message.get("notice")
                text = "({kind} {value})".format(**notice) if notice else message["text"]
                print(f"{self.shown} {self.names[message['author']]}: {text}", flush=True)
        self.cursor = {"revision": changes["to"], "incarnation": changes["incarnation"]}

    async def compare(self, beat):                                      # rule 6
        heads = {head["scope"]: head["revision"] for head in beat["watched"]}
        if self.cursor and heads.get(self.scope) != self.cursor["revision"]:
            await self.watch()

    async def post(self):                                               # rules 1 and 2
        await self.live.wait()
        while True:
            while self.outbox:
                results = (await self.call("PostMessages", room=self.room, messages=self.outbox[:5]))["results"]
                for result in results:
                    if result["status"] == "final":
                        print(result["error"]["message"], file=sys.stderr)
                    if result["status"] in ("ok", "final"):
                        self.outbox.pop(0)
                    elif result["status"] == "retry":
                        await asyncio.sleep(result["error"].get("retryAfter", 1000) / 1000)
            self.typed.clear()
            await self.typed.wait()

    async def type(self):
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            self.outbox.append({"id": str(uuid.uuid4()), "text": line.rstrip("\n"),
                                "composedAt": int(time.time() * 1000), "seen": self.shown})
            self.typed.set()


async def main():
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.reconfigure(encoding="utf-8")
    client = Client(sys.argv[1], os.environ["CHAT_TOKEN"], sys.argv[2])
    await asyncio.gather(client.run(), client.type())


asyncio.run(main())

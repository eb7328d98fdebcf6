'use strict';
// One node of cluster.js, which starts it: node cluster-node.js <name> <its socket> <Redis's socket>
const fs = require('fs');
const http = require('http');
const Redis = require('ioredis');
const { createAdapter } = require('@socket.io/redis-streams-adapter');
const { Server } = require('socket.io');
const scenarios = require('./scenarios');

const [name, address, redisAddress] = process.argv.slice(2);
const redis = new Redis(redisAddress);

const server = http.createServer((request, response) => response.end('well'));
// Longer than HAProxy keeps idle connections, which otherwise may end as it sends a request.
server.keepAliveTimeout = 60000;

const io = new Server(server, {
  adapter: createAdapter(redis),
  connectionStateRecovery: {},
});
scenarios(io);
io.on('connection', (socket) => {
  socket.on('node', (ack) => ack(name));
  // The sender gets it as well, when it is in Redis and all others of this node have it.
  socket.on('emit-to-all', (...args) => io.emit('emitted', ...args));
  // Acknowledged when it is safe from the end of this process.
  socket.on('store', async (key, number, ack) => {
    await redis.rpush(`stored:${key}`, number);
    ack(number);
  });
  socket.on('stored', async (key, ack) => {
    ack((await redis.lrange(`stored:${key}`, 0, -1)).map(Number));
  });
});

const refused = [];
io.engine.on('connection_error', ({ req }) => refused.push(req.url));
process.on('message', () => process.send(refused));

fs.rmSync(address, { force: true });
server.listen(address, () => process.send('ready'));
process.on('disconnect', () => process.exit());

process.on('SIGTERM', async () => {
  const closed = io.close();
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  await closed;
  clearInterval(idle);
  await redis.quit();
  process.exit();
});

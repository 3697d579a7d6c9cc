-- The rules of verify/checking/politeness.py for all workers together, in one step for many visits.
-- ARGV: rate, burst, at_once, lease, slowest, reaction, recovery, full_wait, longest (times in ms), then for each visit
--   op ("enter" or "leave"), ticket, pushed back ("1" or "0"), ms to be left alone.
-- KEYS: for each visit its host's state (a hash) and who is inside (a sorted set: ticket -> when its lease ends).
-- Answers two numbers for each visit: ms to wait (0: go), and 1 where the host asked to be left alone.
local rate, burst, at_once, lease = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local slowest, reaction, recovery = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local full_wait, longest = tonumber(ARGV[8]), tonumber(ARGV[9])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local remembered = 600000

local function read(key)
  local s = redis.call('HMGET', key, 'tokens', 'at', 'slow', 'slowed', 'closed')
  return {
    tokens = tonumber(s[1] or burst), at = tonumber(s[2] or now), slow = tonumber(s[3] or 1),
    slowed = tonumber(s[4] or 0), closed = tonumber(s[5] or 0),
  }
end

local function write(key, s)
  redis.call('HSET', key, 'tokens', string.format('%.4f', s.tokens), 'at', string.format('%.3f', s.at),
    'slow', string.format('%.4f', s.slow), 'slowed', string.format('%.3f', s.slowed),
    'closed', string.format('%.3f', s.closed))
  redis.call('PEXPIRE', key, math.ceil(remembered + math.max(0, s.closed - now)))
end

local function enter(key, inside, ticket)
  local s = read(key)
  if s.closed > now then return math.ceil(s.closed - now), 1 end
  redis.call('ZREMRANGEBYSCORE', inside, '-inf', now)
  if redis.call('ZCARD', inside) >= at_once then return full_wait, 0 end
  if rate > 0 then
    local interval = 1000 * s.slow / rate
    -- A server whose clock was set back must not wait for it to catch up.
    s.tokens = math.min(burst, s.tokens + math.max(0, now - s.at) / interval)
    s.at = now
    if s.tokens < 1 then
      write(key, s)
      return math.max(1, math.ceil((1 - s.tokens) * interval)), 0
    end
    s.tokens = s.tokens - 1
  end
  write(key, s)
  redis.call('ZADD', inside, now + lease, ticket)
  redis.call('PEXPIRE', inside, lease)
  return 0, 0
end

local function leave(key, inside, ticket, pushed_back, alone)
  redis.call('ZREM', inside, ticket)
  local s = read(key)
  if not pushed_back and alone == 0 and s.slow <= 1 then return end
  if alone > 0 then s.closed = math.max(s.closed, now + math.min(alone, longest)) end
  if not pushed_back then
    s.slow = math.max(1, s.slow * recovery)
  elseif rate > 0 and now - s.slowed >= reaction then
    s.slow = math.min(s.slow * 2, math.max(1, slowest * rate / 1000))
    s.slowed, s.tokens, s.at = now, 0, now
  end
  write(key, s)
end

local answers = {}
for visit = 1, #KEYS / 2 do
  local key, inside, first = KEYS[visit * 2 - 1], KEYS[visit * 2], 10 + (visit - 1) * 4
  local wait, closed = 0, 0
  if ARGV[first] == 'enter' then
    wait, closed = enter(key, inside, ARGV[first + 1])
  else
    leave(key, inside, ARGV[first + 1], ARGV[first + 2] == '1', tonumber(ARGV[first + 3]))
  end
  answers[visit * 2 - 1], answers[visit * 2] = wait, closed
end
return answers

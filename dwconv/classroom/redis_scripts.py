"""Scripts in Lua that Redis runs, each as a whole: nothing else happens in Redis meanwhile."""

# KEYS: rooms, start.  ARGV: code, now, ends, most, run, room.
CREATE_ROOM = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
local run = redis.call('HGET', KEYS[2], 'run')
if run == ARGV[5] then return 'created' end -- sent twice: the first answer was lost
if run then return 'taken' end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 'full' end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], 'run', ARGV[5], 'at', 0, 'room', ARGV[6])
redis.call('PEXPIREAT', KEYS[2], ARGV[3])
return 'created'
"""

# Appends events and returns all that the caller has not applied yet: {run, from, room or '',
# length of the list, events...}, or nothing if the room is not there.
# KEYS: rooms, start, log, sizes.  ARGV: code, channel, run, seen, ends, keep, event...
ADD_EVENTS = """
if redis.call('EXISTS', KEYS[2]) == 0 then return false end
for number = 7, #ARGV do redis.call('RPUSH', KEYS[3], ARGV[number]) end
if #ARGV > 6 then
    if ARGV[6] == '' then
        redis.call('PEXPIREAT', KEYS[3], ARGV[5])
    else
        redis.call('ZREM', KEYS[1], ARGV[1])
        redis.call('HDEL', KEYS[4], ARGV[1])
        redis.call('PEXPIRE', KEYS[2], ARGV[6])
        redis.call('PEXPIRE', KEYS[3], ARGV[6])
    end
    redis.call('PUBLISH', ARGV[2], ARGV[1])
end
local run, at = unpack(redis.call('HMGET', KEYS[2], 'run', 'at'))
local length = redis.call('LLEN', KEYS[3])
local seen = tonumber(ARGV[4])
local reply
at = tonumber(at)
if run == ARGV[3] and seen >= at and seen <= at + length then
    reply = {run, seen, '', length}
else
    seen = at
    reply = {run, seen, redis.call('HGET', KEYS[2], 'room'), length}
end
for _, event in ipairs(redis.call('LRANGE', KEYS[3], seen - at, -1)) do
    reply[#reply + 1] = event
end
return reply
"""

# KEYS: start, log.  ARGV: run, at, next at, room.
SHORTEN_LOG = """
if redis.call('HGET', KEYS[1], 'run') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'at') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'at', ARGV[3], 'room', ARGV[4])
redis.call('LTRIM', KEYS[2], tonumber(ARGV[3]) - tonumber(ARGV[2]), -1)
return 1
"""

# KEYS: rooms, start, log.  ARGV: code, channel, ends, run, room.
RESTORE_ROOM = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('DEL', KEYS[3])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], 'run', ARGV[4], 'at', 0, 'room', ARGV[5])
redis.call('PEXPIREAT', KEYS[2], ARGV[3])
redis.call('PUBLISH', ARGV[2], ARGV[1])
return 1
"""

# KEYS: rooms, sizes, picture.  ARGV: code, most bytes, ends, payload.
KEEP_PICTURE = """
local sum = 0
local sizes = redis.call('HGETALL', KEYS[2])
for number = 1, #sizes, 2 do
    if not redis.call('ZSCORE', KEYS[1], sizes[number]) then
        redis.call('HDEL', KEYS[2], sizes[number])
    elseif sizes[number] ~= ARGV[1] then
        sum = sum + tonumber(sizes[number + 1])
    end
end
if sum + #ARGV[4] > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], #ARGV[4])
redis.call('SET', KEYS[3], ARGV[4], 'PXAT', ARGV[3])
return 1
"""

/* SPDX-License-Identifier: MIT */
/* The cache of paths. */
#include "model/path.h"

/* Hash multipliers: odd numbers with well mixed bits (the fractional part of the golden ratio and
 * the primes of xxHash). The cache needs spread, not secrecy: it decides nothing. */
#define MIX_A UINT64_C(0x9e3779b97f4a7c15)
#define MIX_B UINT64_C(0xc2b2ae3d27d4eb4f)
#define MIX_C UINT64_C(0x165667b19e3779f9)

static inline struct path_key key_of(const struct packet *p)
{
    return (struct path_key){
        .eth_src = p->eth_src.value,
        .eth_dst = p->eth_dst.value,
        .src_high = p->src.high,
        .src_low = p->src.low,
        .dst_high = p->dst.high,
        .dst_low = p->dst.low,
        .what = p->src.family << 32 | p->dst.family << 24 | (uint64_t)p->network << 16 |
                (uint64_t)p->link_cast << 8 | (uint64_t)p->has_ip_proto << 1 | 1,
    };
}

/* All of a key is compared: where its hash is the same it mostly is. */
static inline bool key_equal(const struct path_key *a, const struct path_key *b)
{
    return ((a->eth_src ^ b->eth_src) | (a->eth_dst ^ b->eth_dst) | (a->src_high ^ b->src_high) |
            (a->src_low ^ b->src_low) | (a->dst_high ^ b->dst_high) | (a->dst_low ^ b->dst_low) |
            (a->what ^ b->what)) == 0;
}

/* Gives a place to the path that waits for it in the ring, and the path that had it the place in the ring: both
 * may come again. */
static struct path *path_admit(struct path_cache *cache, uint64_t place, uint32_t hash)
{
    uint32_t kept = cache->kept[place], in_ring = cache->other[place] % PATH_RING;
    struct path loser = cache->at[place];
    cache->at[place] = cache->ring[in_ring];
    cache->ring[in_ring] = loser;
    cache->other[place] = kept - kept % PATH_RING + in_ring;
    cache->kept[place] = hash;
    return &cache->at[place];
}

/* A path that is met for the first time, as far as is known. */
static struct path *path_begin(struct path_cache *cache, uint64_t place, uint32_t hash,
                               const struct path_key *key)
{
    uint32_t in_ring = cache->next++ % PATH_RING;
    cache->other[place] = hash - hash % PATH_RING + in_ring;
    cache->ring[in_ring] = (struct path){.key = *key, .proven = PATH_NEW};
    return &cache->ring[in_ring];
}

/* The path of a frame that has no place: kept out of the way of those that have one. */
APART static struct path *path_meet(struct path_cache *cache, uint64_t place, uint32_t hash,
                                    const struct packet *p)
{
    uint32_t other = cache->other[place];
    const struct path_key key = key_of(p);
    bool waits = other >> PATH_RING_BITS == hash >> PATH_RING_BITS;
    if (waits && key_equal(&cache->ring[other % PATH_RING].key, &key))
        return path_admit(cache, place, hash);
    return path_begin(cache, place, hash, &key);
}

struct path *path_find(struct path_cache *cache, const struct packet *p)
{
    const struct path_key key = key_of(p);
    uint64_t h = (key.eth_src + key.src_low) * MIX_A;
    h ^= (key.eth_dst + key.dst_low) * MIX_B;
    h ^= (key.what + key.src_high + key.dst_high) * MIX_C;
    h ^= h >> 29;
    h *= MIX_A;
    uint64_t place = h >> (64 - PATH_BITS);
    uint32_t hash = (uint32_t)h;
    if (cache->kept[place] == hash && key_equal(&cache->at[place].key, &key))
        return &cache->at[place];
    return path_meet(cache, place, hash, p);
}

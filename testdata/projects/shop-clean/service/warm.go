package service

import (
	"context"
	"log"
)

const shardSize = 50

// Warm asks for the prices of the best-selling items before the shop opens,
// each worker for its own shard of them.
func Warm(ctx context.Context, prices *Prices, workers int) {
	for shard := 0; shard < workers; shard++ {
		go func() {
			first := int64(shard * shardSize)
			for item := first; item < first+shardSize; item++ {
				if _, err := prices.Cents(ctx, item); err != nil {
					log.Printf("warm price %d: %v", item, err)
					return
				}
			}
		}()
	}
}

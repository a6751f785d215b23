// Package asked has tickers that tick for ever, if at all.
package asked

import "time"

type collector struct{ every int }

func (c *collector) start(update func()) {
	if c.every == 0 {
		return
	}
	ticker := time.NewTicker(time.Duration(c.every) * time.Second)
	for {
		select {
		case <-ticker.C:
			update()
		}
	}
}

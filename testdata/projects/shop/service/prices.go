// Package service knows how the shop works; it knows neither HTTP routes nor SQL.
package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

var errPrice = errors.New("no price")

// Prices asks the price service and remembers its answers for a minute.
type Prices struct {
	base   string
	client *http.Client
	mu     sync.RWMutex
	known  map[int64]quote
}

type quote struct {
	Cents int64 `json:"cents"`
	until time.Time
}

// NewPrices asks the price service at base.
func NewPrices(base string) *Prices {
	return &Prices{
		base:   base,
		client: &http.Client{Timeout: 5 * time.Second},
		known:  map[int64]quote{},
	}
}

// Cents returns today's price of an item.
func (p *Prices) Cents(ctx context.Context, item int64) (int64, error) {
	p.mu.RLock()
	kept, found := p.known[item]
	p.mu.RUnlock()
	if found && time.Now().Before(kept.until) {
		return kept.Cents, nil
	}
	fresh, err := p.ask(ctx, item)
	if err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forgetOld()
	p.known[item] = fresh
	return fresh.Cents, nil
}

// forgetOld wants p.mu held.
func (p *Prices) forgetOld() {
	now := time.Now()
	for item, kept := range p.known {
		if now.After(kept.until) {
			delete(p.known, item)
		}
	}
}

func (p *Prices) ask(ctx context.Context, item int64) (quote, error) {
	url := p.base + "/prices/" + strconv.FormatInt(item, 10)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return quote{}, err
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return quote{}, fmt.Errorf("ask for price: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		return quote{}, fmt.Errorf("%w: %s", errPrice, resp.Status)
	}
	defer resp.Body.Close() // want late-defer:"resp"
	answer := quote{until: time.Now().Add(time.Minute)}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return quote{}, fmt.Errorf("read price: %w", err)
	}
	return answer, nil
}

// Quote is Cents for those who cannot wait long: it gives up after patience.
func (p *Prices) Quote(ctx context.Context, item int64, patience time.Duration) (int64, error) {
	answers := make(chan int64)
	go func() {
		cents, err := p.Cents(ctx, item)
		if err != nil {
			cents = -1
		}
		answers <- cents // want send-blocks-forever:"."
	}()
	select {
	case cents := <-answers:
		if cents < 0 {
			return 0, errPrice
		}
		return cents, nil
	case <-time.After(patience):
		return 0, errPrice
	}
}

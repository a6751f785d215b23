package service

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"example.com/shop/store"
)

// ErrCount says that nobody can buy that many.
var ErrCount = errors.New("count must be between 1 and 100")

// placed counts the orders since the shop opened.
var placed atomic.Int64

// Orders takes and cancels orders.
type Orders struct {
	db     *store.DB
	prices *Prices
}

// NewOrders keeps its orders in db.
func NewOrders(db *store.DB, prices *Prices) *Orders {
	return &Orders{db: db, prices: prices}
}

// Place orders count pieces of an item at today's price.
func (o *Orders) Place(ctx context.Context, item int64, count int) (*store.Order, error) {
	if count < 1 || count > 100 {
		return nil, ErrCount
	}
	cents, err := o.prices.Cents(ctx, item)
	if err != nil {
		return nil, fmt.Errorf("place order: %w", err)
	}
	order := &store.Order{ItemID: item, Count: count, Cents: cents * int64(count)}
	if err := o.db.SaveOrder(ctx, order); err != nil {
		return nil, fmt.Errorf("place order: %w", err)
	}
	placed.Add(1)
	return order, nil
}

// Find returns an order.
func (o *Orders) Find(ctx context.Context, id int64) (store.Order, error) {
	return o.db.Order(ctx, id)
}

// Cancel forgets an order.
func (o *Orders) Cancel(ctx context.Context, id int64) error {
	return o.db.CancelOrder(ctx, id)
}

// Placed tells how many orders were placed since the shop opened.
func Placed() int64 { return placed.Load() }

package handler

import (
	"bytes"
	"encoding/json"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/service"
	"example.com/shop/store"
)

// Checkout takes orders and tells the warehouse.
type Checkout struct {
	orders *service.Orders
	events *service.Events
	hook   string
}

// NewCheckout posts every order to hook.
func NewCheckout(orders *service.Orders, events *service.Events, hook string) *Checkout {
	return &Checkout{orders: orders, events: events, hook: hook}
}

type orderForm struct {
	Item  int64 `json:"item" binding:"required"`
	Count int   `json:"count" binding:"required"`
}

// Place answers POST /orders.
func (h *Checkout) Place(c *gin.Context) {
	var form orderForm
	if err := c.ShouldBindJSON(&form); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	order, err := h.orders.Place(c.Request.Context(), form.Item, form.Count)
	if err != nil {
		fail(c, err)
		return
	}
	h.events.Tell(service.Event{Kind: "placed", Order: order.ID})
	go func() {
		if err := h.notify(order); err != nil {
			log.Printf("notify for %s: %v", c.ClientIP(), err) // want context-escapes-handler:"."
		}
	}()
	c.JSON(http.StatusCreated, order)
}

// notify tells the warehouse of an order; it has its own time to do so.
func (h *Checkout) notify(order *store.Order) error {
	body, err := json.Marshal(order)
	if err != nil {
		return err
	}
	client := &http.Client{
		Timeout:   10 * time.Second,
		Transport: &http.Transport{MaxIdleConns: 10, IdleConnTimeout: time.Minute}, // want client-per-request:"."
	}
	resp, err := client.Post(h.hook, "application/json", bytes.NewReader(body)) // want response-body-not-closed:"."
	if err != nil {
		return err
	}
	log.Printf("warehouse: order %d: %s", order.ID, resp.Status)
	return nil
}

// Show answers GET /orders/:id.
func (h *Checkout) Show(c *gin.Context) {
	id, ok := number(c, "id")
	if !ok {
		return
	}
	order, err := h.orders.Find(c.Request.Context(), id)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, order)
}

// Cancel answers POST /orders/:id/cancel.
func (h *Checkout) Cancel(c *gin.Context) {
	id, ok := number(c, "id")
	if !ok {
		return
	}
	if err := h.orders.Cancel(c.Request.Context(), id); err != nil {
		fail(c, err)
		return
	}
	h.events.Tell(service.Event{Kind: "cancelled", Order: id})
	c.Status(http.StatusNoContent)
}

// Package carried makes clients of an account when its settings change, and keeps them with it.
package carried

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
)

type key struct{}

// api stands for what another module makes around the client that it finds in a context.
type account struct{ ctx context.Context }

var accounts = make(chan account, 1)

func connect(c *gin.Context) {
	ctx := context.Background()
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 1}}
	ctx = context.WithValue(ctx, key{}, client)
	accounts <- account{ctx: ctx}
	c.Status(http.StatusNoContent)
}

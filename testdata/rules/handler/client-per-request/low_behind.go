// Package maybe makes clients that go away in time, behind an interface which several types have.
package maybe

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type prober interface {
	probe(address string) error
}

type direct struct{}

func (direct) probe(address string) error {
	client := &http.Client{Transport: &http.Transport{IdleConnTimeout: time.Second}} // want "until they have been idle for long enough"
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type silent struct{}

func (silent) probe(string) error { return nil }

func show(all ...prober) gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, one := range all {
			if one.probe(c.Query("address")) != nil {
				c.Status(http.StatusBadGateway)
				return
			}
		}
		c.Status(http.StatusNoContent)
	}
}

// Package methods reads one request in the methods that its handler asks one after the other.
package methods

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

type chat struct{ secret string }

func (s *chat) check(c *gin.Context) error {
	body, err := io.ReadAll(c.Request.Body) // want "takes the whole request body"
	if err != nil {
		return err
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	if !bytes.Contains(body, []byte(s.secret)) {
		return errors.New("not signed")
	}
	return nil
}

func (s *chat) parse(c *gin.Context) (string, error) {
	body, err := io.ReadAll(c.Request.Body)
	return string(body), err
}

// Handlers of one type serve different requests.
func (s *chat) add(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want "takes the whole request body"
	if err == nil {
		c.String(http.StatusOK, string(body))
	}
}

func (s *chat) remove(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want "takes the whole request body"
	if err == nil {
		c.String(http.StatusOK, string(body))
	}
}

type adapter interface {
	check(c *gin.Context) error
	parse(c *gin.Context) (string, error)
}

func receive(adapters map[string]adapter) gin.HandlerFunc {
	return func(c *gin.Context) {
		one := adapters[c.Param("name")]
		if err := one.check(c); err != nil {
			c.Status(http.StatusForbidden)
			return
		}
		text, err := one.parse(c)
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		c.String(http.StatusOK, text)
	}
}

func all() map[string]adapter { return map[string]adapter{"chat": &chat{}} }

package httpforms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel"
)

var errStatus = errors.New("unexpected status")

func price(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, errStatus
	}
	defer resp.Body.Close() // want "resp"
	var cents int
	return cents, json.NewDecoder(resp.Body).Decode(&cents)
}

func proxy(c *gin.Context) {
	req, err := http.NewRequestWithContext(c, http.MethodGet, "http://prices/"+c.Param("id"), nil)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	switch {
	case answer.StatusCode == http.StatusNotFound:
		c.Status(http.StatusNotFound)
		return
	case answer.StatusCode >= http.StatusInternalServerError:
		c.Status(http.StatusBadGateway)
		return
	}
	defer answer.Body.Close() // want "answer"
	c.DataFromReader(http.StatusOK, answer.ContentLength, "application/json", answer.Body, nil)
}

func nested(client *http.Client, url string, strict bool) error {
	resp, err := client.Get(url)
	if err != nil {
		return fmt.Errorf("get %s: %w", url, err)
	}
	if strict {
		if resp.Header.Get("ETag") == "" {
			return errStatus
		}
	}
	defer resp.Body.Close() // want "resp"
	return nil
}

func timeout(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	user := r.URL.Query().Get("user")
	if user == "" {
		http.Error(w, "no user", http.StatusBadRequest)
		return
	}
	defer cancel() // want "cancel"
	<-ctx.Done()
}

func spanned(ctx context.Context, id string) error {
	_, span := otel.Tracer("shop").Start(ctx, "load")
	if id == "" {
		return errStatus
	}
	defer span.End() // want "span"
	span.AddEvent(id)
	return nil
}

func panics(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		return ""
	}
	if resp.ContentLength > 1<<20 {
		panic("price list is too long")
	}
	defer resp.Body.Close() // want "resp"
	return resp.Status
}

func named(client *http.Client, url string) ([]byte, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // want "`resp.Body` is released too late"
	return body, nil
}

// The second defer is one too many, but what it releases is lost before the first, and told of there.
func twice(url string) error {
	resp, err := http.Get(url)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = errStatus
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close() // want "resp"
	if err := json.NewDecoder(resp.Body).Decode(&struct{}{}); err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

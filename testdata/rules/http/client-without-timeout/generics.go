// Package generics asks other services by functions that are told what they give.
package generics

import (
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"
)

type price struct{ Cents int }

func fetch[T any](address string, into *T) error {
	client := &http.Client{} // want "waits for ever"
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func fetched[T any](base, path string) (found T, err error) {
	address, err := url.JoinPath(base, path)
	if err != nil {
		return found, err
	}
	err = fetch[T](address, &found)
	return found, err
}

func showPrice(c *gin.Context) {
	found, err := fetched[price]("https://prices.example", c.Param("id"))
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.JSON(http.StatusOK, found)
}

type asker struct {
	asks map[string]func(address string, into any) error
}

func (a *asker) show(c *gin.Context) {
	var found price
	if err := a.asks["price"](c.Param("id"), &found); err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.JSON(http.StatusOK, found)
}

// cleanAsks is called before anything is served.
func cleanAsks[T any](address string, into *T) error {
	client := &http.Client{}
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func cleanBounded[T any](address string, into *T) error {
	client := &http.Client{Timeout: 5 * time.Second}
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func showBounded(c *gin.Context) {
	var found price
	if err := cleanBounded[price]("https://prices.example", &found); err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.JSON(http.StatusOK, found)
}

func main() {
	var first price
	_ = cleanAsks[price]("https://prices.example", &first)
	router := gin.New()
	router.GET("/prices/:id", showPrice)
	router.GET("/asked/:id", (&asker{}).show)
	router.GET("/bounded", showBounded)
}

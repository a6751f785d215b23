// Package low defers the close of bodies that have been read before.
package low

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

func user(client *http.Client, url string) (name string, err error) {
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", fmt.Errorf("read user: %w", err)
	}
	defer resp.Body.Close() // want "`resp.Body` is released too late: a return before this defer leaves it open"
	err = json.Unmarshal(body, &name)
	return name, err
}

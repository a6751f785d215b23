// Package few loops over a literal and what is put before it.
package few

import (
	"io"
	"net/http"
	"os"
)

// Four addresses at most.
func publicAddress() string {
	services := []string{"https://a.example", "https://b.example", "https://c.example"}
	if own := os.Getenv("ADDRESS_SERVICE"); own != "" {
		services = append([]string{own}, services...)
	}
	for _, service := range services {
		resp, err := http.Get(service)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		if text, err := io.ReadAll(resp.Body); err == nil {
			return string(text)
		}
	}
	return ""
}

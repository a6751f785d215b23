package switched

import (
	"fmt"
	"net/http"
)

// Another code is no such thing.
func accepted(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req) // want "the response body in `resp` is not closed on every path"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusAccepted {
		resp.Body.Close()
		return fmt.Errorf("unexpected %s", resp.Status)
	}
	return nil
}

// The look, part by part; later parts may refine earlier ones.
import "./design/tokens.css";
import "./design/base.css";
import "./design/button.css";
import "./design/field.css";
import "./design/face.css";
import "./design/dialog.css";
import "./design/menu.css";
import "./house.css";
import "./accounts/gate.css";
import "./rooms/side.css";
import "./rooms/browse.css";
import "./messages/talk.css";
import "./messages/message.css";
import "./messages/composer.css";
import "./people/people.css";
import "./connection-state/banner.css";
